/**
 * Within a number.
 *
 * @module
 */

import { identity } from "../identity.ts";
import type { NumberLanguage } from "../numbers/number-language.ts";
import { Frame } from "./frame.ts";

export class NumberFrame extends Frame {
  private readonly language: NumberLanguage;
  private readonly text: string;
  private readonly next: Frame;

  /** @param text alive in the language */
  constructor(language: NumberLanguage, text: string, next: Frame) {
    super(next.whiteSpace);
    this.language = language;
    this.text = text;
    this.next = next;
  }

  override get mayEnd(): boolean {
    return this.isComplete && this.next.mayEnd;
  }

  read(character: string): readonly Frame[] {
    const text = this.text + character;
    if (/^[-+.0-9eE]$/.test(character)) {
      return this.language.isAlive(text) ? [new NumberFrame(this.language, text, this.next)] : [];
    }
    return this.isComplete ? this.after(this.text).read(character) : [];
  }

  override get isOpen(): boolean {
    return true;
  }

  suggestions(): readonly string[] {
    const rests = this.language.spellings?.flatMap((spelling) =>
      spelling.startsWith(this.text) ? [spelling.slice(this.text.length)] : [],
    );
    const behind = this.isComplete ? this.after(this.text).suggestions() : [];
    return [...(rests ?? []), ...behind].filter((text) => text !== "");
  }

  protected findEnding(): string {
    const rest = this.language.completion(this.text) ?? "";
    return rest + this.after(this.text + rest).ending;
  }

  protected findKey(): string {
    return `number ${this.text} ${identity(this.language)} ${this.next.key}`;
  }

  private get isComplete(): boolean {
    return this.language.isComplete(this.text);
  }

  private after(text: string): Frame {
    return this.next.received(Number(text));
  }
}
