/**
 * Following a text part by part: its lines, or what stands between separators.
 *
 * @module
 */
import type { TextJudge } from "../reward.ts";

/** A text cut at each separator, from its beginning on, so that parts once closed stay as they are. */
export interface Split<Closed> {
  /** What the parts before the last one come to. */
  readonly closed: Closed;
  /** The part that is still growing. */
  readonly last: string;
  /** The part before it; null where there is none. */
  readonly previous: string | null;
}

/** `close` is told each part once a separator stands behind it. */
export function splitText<Closed>(
  separator: string,
  none: Closed,
  close: (closed: Closed, part: string) => Closed,
): Pick<TextJudge<Split<Closed>>, "begin" | "advance"> {
  return {
    begin: () => ({ closed: none, last: "", previous: null }),
    advance({ closed, last, previous }, { text }) {
      const parts = (last + text).split(separator);
      const end = parts.length - 1;
      return {
        closed: parts.slice(0, end).reduce(close, closed),
        last: parts[end] ?? "",
        previous: parts[end - 1] ?? previous,
      };
    },
  };
}

/** The line breaks after which something can stand on a line of its own, with `blank` empty lines before it. */
export function freshLine({ last, previous }: Split<unknown>, blank: 0 | 1): string {
  if (last.trim() !== "") return "\n".repeat(blank + 1);
  return previous === null || previous.trim() === "" ? "" : "\n".repeat(blank);
}

/** Whether there is nothing yet but white space on the first line. */
export function isAtStart({ last, previous }: Split<unknown>): boolean {
  return previous === null && last.trim() === "";
}

/** From so many UTF-16 code units on, a paragraph may end at any sentence. */
const longParagraph = 100;

/** Whether the part is long, and ends with a sentence. */
export function isLongEnough(part: string): boolean {
  return part.length >= longParagraph && endsSentence(part);
}

export function endsSentence(text: string): boolean {
  return /[.!?…]["'”’)*_]*\s*$/u.test(text);
}

/** Of lines: whether something new may begin here without breaking off what goes before. */
export function mayBegin(state: Split<unknown>): boolean {
  const { last, previous } = state;
  const isFresh = last.trim() === "" && (previous === null || previous.trim() === "");
  return isFresh || isLongEnough(last);
}

/** Whether there is something to read: a letter, a digit or a symbol such as an emoji. */
export function hasContent(text: string): boolean {
  return /[\p{L}\p{N}\p{So}]/u.test(text);
}
