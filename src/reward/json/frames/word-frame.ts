/**
 * Within `true`, `false` or `null`.
 *
 * @module
 */
import type { JsonScalar } from "../value.ts";
import { Frame } from "./frame.ts";

export class WordFrame extends Frame {
  private readonly word: string;
  private readonly at: number;
  private readonly next: Frame;

  constructor(word: string, at: number, next: Frame) {
    super(next.whiteSpace);
    this.word = word;
    this.at = at;
    this.next = next;
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

  protected findKey(): string {
    return `word ${this.word} ${this.at} ${this.next.key}`;
  }

  private after(): Frame {
    return this.next.received(JSON.parse(this.word) as JsonScalar);
  }
}
