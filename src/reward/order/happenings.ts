/**
 * Which words or phrases come to stand in a growing text, one after the other.
 *
 * @module
 */
import { fold, isInsideWord } from "../text/words.ts";

/** An occurrence of an event: places are UTF-16 offsets in the folded text. */
export interface Happening {
  event: number;
  start: number;
  end: number;
}

export interface Reading {
  /** The end of the folded text, as far as occurrences that are not closed yet may lie in it. */
  readonly tail: string;
  /** Length of the folded text before the tail. */
  readonly before: number;
}

export class HappeningReader {
  private readonly events: readonly (readonly string[])[];
  private readonly longest: number;

  /** @param events - the forms of each, folded and not empty */
  constructor(events: readonly (readonly string[])[]) {
    this.events = events;
    this.longest = Math.max(0, ...events.flat().map((form) => form.length));
  }

  /** Reads on; `closed` are the occurrences, by their ends, that something has come to stand behind. */
  advance({ tail, before }: Reading, text: string): { reading: Reading; closed: Happening[] } {
    const grown = fold(tail + text);
    // Those that ended before the end of what was read until now are known.
    const closed = this.endingIn(grown, before, tail.length, grown.length - 1);
    // The longest occurrence, and a character before it.
    const cut = Math.max(0, grown.length - this.longest - 2);
    return { reading: { tail: grown.slice(cut), before: before + cut }, closed };
  }

  /** The occurrences that the text ends with, as long as no word grows on. */
  atEnd({ tail, before }: Reading): Happening[] {
    return this.endingIn(tail, before, tail.length, tail.length);
  }

  private endingIn(text: string, before: number, from: number, to: number): Happening[] {
    const found: Happening[] = [];
    for (const [event, forms] of this.events.entries()) {
      for (const form of forms) {
        let start = text.indexOf(form, Math.max(0, from - form.length));
        for (; start !== -1 && start + form.length <= to; start = text.indexOf(form, start + 1)) {
          const end = start + form.length;
          if (isInsideWord(text, start) || isInsideWord(text, end)) continue;
          found.push({ event, start: before + start, end: before + end });
        }
      }
    }
    return found.sort((a, b) => a.end - b.end);
  }
}
