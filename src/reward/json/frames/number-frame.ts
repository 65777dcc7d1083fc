/**
 * Within a number.
 *
 * @module
 */

import type { Option } from "../../reward.ts";
import { identity } from "../identity.ts";
import type { NumberLanguage } from "../numbers/number-language.ts";
import { type Frame, InnerFrame, mostOptions } from "./frame.ts";

export class NumberFrame extends InnerFrame {
  private readonly language: NumberLanguage;
  private readonly text: string;

  /** @param text alive in the language */
  constructor(language: NumberLanguage, text: string, next: Frame) {
    super(next);
    this.language = language;
    this.text = text;
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

  override options(): readonly Option[] | null {
    const values = this.language.values(mostOptions + 1).map(String);
    if (values.length > mostOptions) return null;
    return values.flatMap((value) =>
      value.startsWith(this.text) ? [{ value, rest: value.slice(this.text.length) }] : [],
    );
  }

  protected findEnding(): string {
    const rest = this.language.completion(this.text) ?? "";
    return rest + this.after(this.text + rest).ending;
  }

  get local(): string {
    return `number ${this.text} ${identity(this.language)}`;
  }

  withNext(next: Frame): Frame {
    return new NumberFrame(this.language, this.text, next);
  }

  private get isComplete(): boolean {
    return this.language.isComplete(this.text);
  }

  private after(text: string): Frame {
    return this.next.received(Number(text));
  }
}
