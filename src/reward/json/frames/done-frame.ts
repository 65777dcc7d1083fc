/**
 * Behind the document.
 *
 * @module
 */
import { Frame } from "./frame.ts";
import { type Gap, noGap, type WhiteSpace, widened } from "./gap.ts";

export class DoneFrame extends Frame {
  private readonly gap: Gap;

  constructor(whiteSpace: WhiteSpace, gap: Gap = noGap) {
    super(whiteSpace, null, 0);
    this.gap = gap;
  }

  override get mayEnd(): boolean {
    return true;
  }

  read(character: string): readonly Frame[] {
    const gap = widened(this.gap, character, "lines");
    return gap === null ? [] : [new DoneFrame(this.whiteSpace, gap)];
  }

  suggestions(): readonly string[] {
    return [];
  }

  protected findEnding(): string {
    return "";
  }

  get local(): string {
    return `done ${this.gap}`;
  }

  withNext(): Frame {
    return this;
  }
}
