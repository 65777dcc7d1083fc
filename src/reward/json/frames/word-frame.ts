/**
 * Within `true`, `false` or `null`.
 *
 * @module
 */
import type { Option } from "../../reward.ts";
import type { JsonScalar } from "../value.ts";
import { type Frame, InnerFrame } from "./frame.ts";

export class WordFrame extends InnerFrame {
  private readonly word: string;
  private readonly at: number;

  constructor(word: string, at: number, next: Frame) {
    super(next);
    this.word = word;
    this.at = at;
  }

  read(character: string): readonly Frame[] {
    if (this.word[this.at] !== character) return [];
    const at = this.at + 1;
    return at === this.word.length ? [this.after()] : [new WordFrame(this.word, at, this.next)];
  }

  suggestions(): readonly string[] {
    return [this.word.slice(this.at)];
  }

  protected findEnding(): string {
    return this.word.slice(this.at) + this.after().ending;
  }

  override options(): readonly Option[] {
    return [{ value: this.word, rest: this.word.slice(this.at) }];
  }

  get local(): string {
    return `word ${this.word} ${this.at}`;
  }

  withNext(next: Frame): Frame {
    return new WordFrame(this.word, this.at, next);
  }

  private after(): Frame {
    return this.next.received(JSON.parse(this.word) as JsonScalar);
  }
}
