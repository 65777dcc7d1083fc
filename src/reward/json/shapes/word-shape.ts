/**
 * `true`, `false` and `null`.
 *
 * @module
 */
import type { Frame } from "../frames/frame.ts";
import { WordFrame } from "../frames/word-frame.ts";
import type { JsonScalar } from "../value.ts";
import type { Shape } from "./shape.ts";

export class WordShape implements Shape {
  private readonly word: string;
  private readonly isExcluded: boolean;

  constructor(word: string, isExcluded = false) {
    this.word = word;
    this.isExcluded = isExcluded;
  }

  open(character: string, next: Frame): readonly Frame[] {
    return this.word[0] === character && !this.isExcluded ? [new WordFrame(this.word, 1, next)] : [];
  }

  shortest(): string | null {
    return this.isExcluded ? null : this.word;
  }

  beginnings(): readonly string[] {
    return [this.word];
  }

  values(count: number): JsonScalar[] {
    return this.isExcluded || count === 0 ? [] : [JSON.parse(this.word)];
  }

  without(values: readonly JsonScalar[]): Shape {
    return values.includes(JSON.parse(this.word)) ? new WordShape(this.word, true) : this;
  }

  parts(): [] {
    return [];
  }
}
