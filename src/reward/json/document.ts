/**
 * A JSON text as it is being written under a schema.
 *
 * @module
 */

import type { Option } from "../reward.ts";
import { DoneFrame } from "./frames/done-frame.ts";
import { merged } from "./frames/either-frame.ts";
import { type Frame, optionsOf } from "./frames/frame.ts";
import type { WhiteSpace } from "./frames/gap.ts";
import { ValueFrame } from "./frames/value-frame.ts";
import type { Goal } from "./shapes/goal.ts";

/** Most texts that are suggested, and the longest. */
const mostSuggestions = 12;
const longestSuggestion = 120;
/** Most texts that are compared to find what they begin with. */
const mostCompared = 100;

/** Immutable: a text so far, in every way in which it can be meant. */
export class Document {
  private readonly frames: readonly Frame[];

  private constructor(frames: readonly Frame[]) {
    this.frames = frames;
  }

  /** Nothing written yet. The goal has a value that is nested no deeper than `depth`. */
  static begin(goal: Goal, whiteSpace: WhiteSpace, depth: number): Document {
    return new Document([new ValueFrame(goal, depth, new DoneFrame(whiteSpace), true)]);
  }

  /** The document after `text` more, which may be cut anywhere but within a surrogate pair. */
  read(text: string): Document {
    let { frames } = this;
    for (const character of text) {
      if (frames.length === 0) break;
      frames = merged(frames.flatMap((frame) => frame.read(character)));
    }
    return new Document(frames);
  }

  /** Whether some continuation is a complete document. */
  get isAlive(): boolean {
    return this.frames.length > 0;
  }

  /** Whether it is complete; white space or, after a number, more digits may still follow. */
  get mayEnd(): boolean {
    return this.frames.some((frame) => frame.mayEnd);
  }

  /** About the shortest text that completes it; "" where it is complete, null where nothing does. */
  get ending(): string | null {
    const endings = this.frames.map(({ ending }) => ending);
    return endings.reduce<string | null>(
      (best, ending) => (best === null || ending.length < best.length ? ending : best),
      null,
    );
  }

  /** What may well come next, the best first, each as far as nothing else can. */
  suggestions(): string[] {
    return this.nextParts(mostSuggestions).map((part) => this.goneOn(part));
  }

  /** Where one of a list of values is being written: what is left of each, in every usual spelling; otherwise none. */
  options(): readonly Option[] {
    return optionsOf(this.frames) ?? [];
  }

  private nextParts(most: number): string[] {
    return [...new Set(this.frames.flatMap((frame) => frame.suggestions()))].slice(0, most);
  }

  /** The text and what must follow it. */
  private goneOn(text: string): string {
    let whole = text;
    let document = this.read(text);
    while (whole.length < longestSuggestion && !document.isOpen) {
      const next = commonBeginning(document.nextParts(mostCompared));
      if (next === "") break;
      whole += next;
      document = document.read(next);
    }
    return whole;
  }

  /** Whether something else than what is suggested may well come. */
  private get isOpen(): boolean {
    return this.frames.some((frame) => frame.isOpen);
  }
}

function commonBeginning(texts: readonly string[]): string {
  const [first = ""] = texts;
  let length = 0;
  while (length < first.length && texts.every((text) => text[length] === first[length])) length++;
  return first.slice(0, length);
}
