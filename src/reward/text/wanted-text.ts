/**
 * A text that an answer must hold at a certain place, letter by letter.
 *
 * @module
 */
import { foldCase } from "./words.ts";

export interface WantedText {
  readonly text: string;
  /** As it is compared. */
  readonly folded: string;
  /** Any text as it is compared; what is folded may grow. */
  fold(text: string): string;
  /** What is still to be written once `length` UTF-16 code units of the folded text stand there. */
  after(length: number): string;
}

export function wantedText(text: string, ignoreCase: boolean): WantedText {
  const fold = ignoreCase ? foldCase : (text: string) => text;
  const folded = fold(text);
  // A capital that folds to two characters would shift what comes after it.
  const written = folded.length === text.length ? text : folded;
  return { text, folded, fold, after: (length) => written.slice(length) };
}

/** Quotes that may stand around an answer without being part of it. */
const quotes = `"“”„«»`;
export const openingQuotes: readonly string[] = [...quotes];
/** Most of them that stand around an answer. */
const mostQuotes = 8;

/** `text`, and what is left of it as one quote after the other is taken from its beginning, up to eight. */
export function withoutOpeningQuotes(text: string): string[] {
  const beginning = text.slice(0, mostQuotes);
  const opening = [...beginning].findIndex((character) => !quotes.includes(character));
  const most = opening === -1 ? beginning.length : opening;
  return Array.from({ length: most + 1 }, (_, quotes) => text.slice(quotes));
}

/** `text`, and what is left of it as one quote after the other is taken from its end, up to eight. */
export function withoutClosingQuotes(text: string): string[] {
  const left = [text];
  const least = Math.max(0, text.length - mostQuotes);
  for (let end = text.length; end > least && quotes.includes(text.charAt(end - 1)); end--)
    left.push(text.slice(0, end - 1));
  return left;
}
