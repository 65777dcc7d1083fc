/**
 * Where a value is expected.
 *
 * @module
 */

import type { Option } from "../../reward.ts";
import type { Goal } from "../shapes/goal.ts";
import type { JsonScalar } from "../value.ts";
import { type Frame, InnerFrame, mostOptions } from "./frame.ts";
import { type Allowance, type Gap, noGap, widened } from "./gap.ts";

export class ValueFrame extends InnerFrame {
  private readonly goal: Goal;
  /** How deep the value may be nested. */
  private readonly room: number;
  private readonly gap: Gap;
  private readonly isFirst: boolean;

  /** @param next the place after the value; @param isFirst whether nothing stands before it */
  constructor(goal: Goal, room: number, next: Frame, isFirst = false, gap: Gap = noGap) {
    super(next);
    this.goal = goal;
    this.room = room;
    this.isFirst = isFirst;
    this.gap = gap;
  }

  read(character: string): readonly Frame[] {
    const gap = widened(this.gap, character, this.allowance);
    if (gap !== null) return [new ValueFrame(this.goal, this.room, this.next, this.isFirst, gap)];
    return this.goal.shapes.flatMap((shape) => shape.open(character, this.next, this.room));
  }

  suggestions(): readonly string[] {
    const before = this.whiteSpace === "any" && this.gap === noGap && !this.isFirst ? " " : "";
    return this.goal.shapes
      .filter((shape) => shape.shortest(this.room) !== null)
      .flatMap((shape) => shape.beginnings())
      .map((beginning) => before + beginning);
  }

  override options(): readonly Option[] | null {
    const values = this.goal.values(mostOptions + 1);
    if (values === null || values.length > mostOptions) return null;
    return values.flatMap((value) => {
      const text = JSON.stringify(value);
      const spellings = this.allowance === "blank" && this.gap === noGap ? [text, ` ${text}`] : [text];
      return spellings.map((rest) => ({ value: String(value), rest }));
    });
  }

  /** Arrays see to the white space before their items. Models like to begin an answer with some. */
  private get allowance(): Allowance {
    if (this.isFirst) return this.gap === noGap ? "lines" : "none";
    return this.whiteSpace === "any" ? "blank" : "none";
  }

  protected findEnding(): string {
    const text = this.goal.shortest(this.room) ?? "";
    return text + this.next.received(scalarOf(text)).ending;
  }

  get local(): string {
    return `value ${this.goal.id} ${this.gap}`;
  }

  withNext(next: Frame): Frame {
    return new ValueFrame(this.goal, this.room, next, this.isFirst, this.gap);
  }
}

function scalarOf(text: string): JsonScalar | undefined {
  return text.startsWith("{") || text.startsWith("[") ? undefined : JSON.parse(text);
}
