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

/** `text`, and what is left of it as one quote after the other is taken from its beginning. */
export function withoutOpeningQuotes(text: string): string[] {
  const opening = [...text].findIndex((character) => !quotes.includes(character));
  const most = opening === -1 ? text.length : opening;
  return Array.from({ length: most + 1 }, (_, quotes) => text.slice(quotes));
}

/** `text`, and what is left of it as one quote after the other is taken from its end. */
export function withoutClosingQuotes(text: string): string[] {
  const left = [text];
  for (let end = text.length; end > 0 && quotes.includes(text.charAt(end - 1)); end--)
    left.push(text.slice(0, end - 1));
  return left;
}
