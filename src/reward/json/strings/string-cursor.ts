/**
 * A place within a string that is being written: what it says so far, and the spelling of a character that
 * is not complete.
 *
 * @module
 */
import { identity } from "../identity.ts";
import { readSpelling, restOfEscape, shortEscapes } from "./escapes.ts";
import type { StringLanguage } from "./string-language.ts";

export class StringCursor {
  readonly language: StringLanguage;
  readonly state: number;
  /** The beginning of an escape; "" between characters. */
  readonly pending: string;
  /** What the string says, as far as its characters are complete. */
  readonly text: string;

  private constructor(language: StringLanguage, state: number, pending: string, text: string) {
    this.language = language;
    this.state = state;
    this.pending = pending;
    this.text = text;
  }

  /** Just behind the opening quote; null where no string is meant. */
  static begin(language: StringLanguage): StringCursor | null {
    return language.start === null ? null : new StringCursor(language, language.start, "", "");
  }

  /** The place after one more character, which is no closing quote; null where it does not belong. */
  read(character: string): StringCursor | null {
    const spelling = this.pending + character;
    const spelled = readSpelling(spelling);
    if (!spelled) return null;
    const { language, state, text } = this;
    if ("codePoint" in spelled) return this.after(spelled.codePoint);
    const alive = spelled.pending.some(({ first, last }) => language.pick(state, first, last) !== null);
    return alive ? new StringCursor(language, state, spelling, text) : null;
  }

  get isComplete(): boolean {
    return this.pending === "" && this.language.isComplete(this.state);
  }

  /** Ways to complete the string, some `count`, about the shortest first: what is to be written before the closing quote, and what the string then says. */
  endings(count: number): { written: string; text: string }[] {
    if (this.pending === "") {
      const rests = this.language.completions(this.state, count);
      return rests.map((rest) => ({ written: spell(rest), text: this.text + rest }));
    }
    const all = this.escapes().flatMap(({ written, cursor }) =>
      cursor.endings(count).map((ending) => ({ ...ending, written: written + ending.written })),
    );
    return all.sort((a, b) => a.written.length - b.written.length);
  }

  /** What every string goes on with, as it is spelled; "" where that is not known. */
  get forced(): string {
    return this.pending === "" ? spell(this.language.forced(this.state)) : "";
  }

  get key(): string {
    return `${identity(this.language)} ${this.state} ${this.pending}`;
  }

  /** Ways to complete the escape. */
  private escapes(): { written: string; cursor: StringCursor }[] {
    const ends =
      this.pending === "\\"
        ? shortEscapes.map(([letter, codePoint]) => ({ written: letter, codePoint }))
        : [];
    const spelled = readSpelling(this.pending);
    if (spelled && "pending" in spelled) {
      for (const { first, last } of spelled.pending) {
        const codePoint = this.language.pick(this.state, first, last);
        if (codePoint !== null) ends.push({ written: restOfEscape(this.pending, codePoint), codePoint });
      }
    }
    return ends.flatMap(({ written, codePoint }) => {
      const cursor = this.after(codePoint);
      return cursor ? [{ written, cursor }] : [];
    });
  }

  private after(codePoint: number): StringCursor | null {
    const state = this.language.step(this.state, codePoint);
    if (state === null) return null;
    return new StringCursor(this.language, state, "", this.text + String.fromCodePoint(codePoint));
  }
}

/** Text as it stands between the quotes of a JSON string. */
export function spell(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
