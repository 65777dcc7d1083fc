/**
 * Within an array, between its items.
 *
 * @module
 */

import type { Option } from "../../reward.ts";
import { identity } from "../identity.ts";
import type { ArrayShape, Items } from "../shapes/array-shape.ts";
import { noTexts, textsOf } from "../shapes/texts.ts";
import type { JsonScalar } from "../value.ts";
import { type Frame, InnerFrame, optionsOf } from "./frame.ts";
import { type Allowance, type Gap, noGap, widened } from "./gap.ts";
import { ValueFrame } from "./value-frame.ts";

/** Behind the opening bracket, behind a comma, or behind an item. */
type Place = "opened" | "comma" | "item";

export class ArrayFrame extends InnerFrame {
  private readonly shape: ArrayShape;
  private readonly room: number;
  private readonly items: Items;
  private readonly place: Place;
  private readonly gap: Gap;

  private constructor(shape: ArrayShape, next: Frame, room: number, items: Items, place: Place, gap: Gap) {
    super(next, 1);
    this.shape = shape;
    this.room = room;
    this.items = items;
    this.place = place;
    this.gap = gap;
  }

  /** Behind the opening bracket; some array of the shape is nested no deeper than `room`. */
  static begin(shape: ArrayShape, next: Frame, room: number): ArrayFrame {
    return new ArrayFrame(shape, next, room, shape.start, "opened", noGap);
  }

  override received(value: JsonScalar | undefined): Frame {
    const items = this.shape.received(this.items, value);
    return items === this.items ? this : this.at("item", noGap, items);
  }

  read(character: string): readonly Frame[] {
    const gap = widened(this.gap, character, this.allowance, this.depth);
    if (gap !== null) return [this.at(this.place, gap)];
    if (character === "]") return this.mayClose ? [this.next.received(undefined)] : [];
    if (this.place !== "item") return this.values().flatMap((value) => value.read(character));
    return character === "," && this.mayGoOn ? [this.at("comma", noGap)] : [];
  }

  suggestions(): readonly string[] {
    const close = this.mayClose ? ["]"] : [];
    if (this.place === "item") {
      const comma = this.whiteSpace === "any" ? ", " : ",";
      return [...close, ...(this.mayGoOn ? [comma] : [])];
    }
    const isSpaced = this.place === "comma" && this.gap === noGap && this.whiteSpace === "any";
    const beginnings = this.values().flatMap((value) => value.suggestions().map((text) => text.trimStart()));
    return [...beginnings.map((text) => (isSpaced ? ` ${text}` : text)), ...close];
  }

  override options(): readonly Option[] | null {
    return this.place === "item" ? null : optionsOf(this.values());
  }

  protected findEnding(): string {
    const rest = textsOf(this.shape.rest(this.items, this.room) ?? noTexts);
    if (rest.length === 0 && this.place === "comma") {
      const endings = this.values().map(({ ending }) => ending);
      return endings.reduce((best, ending) => (ending.length < best.length ? ending : best));
    }
    const comma = this.place === "item" && rest.length > 0 ? "," : "";
    return `${comma}${rest.join()}]${this.next.received(undefined).ending}`;
  }

  get local(): string {
    const items = JSON.stringify(this.items);
    return `array ${identity(this.shape)} ${this.place} ${this.gap} ${items}`;
  }

  withNext(next: Frame): Frame {
    return new ArrayFrame(this.shape, next, this.room, this.items, this.place, this.gap);
  }

  private get mayClose(): boolean {
    return this.place !== "comma" && this.shape.mayClose(this.items);
  }

  private get mayGoOn(): boolean {
    return this.gap === noGap && this.shape.next(this.items, this.room).length > 0;
  }

  /** No white space stands before a comma. */
  private get allowance(): Allowance {
    if (this.whiteSpace === "compact") return "none";
    return this.place !== "item" || this.mayClose ? "lines" : "none";
  }

  /** The places where the next item is expected, one for each way in which it can count. */
  private values(): ValueFrame[] {
    return this.shape
      .next(this.items, this.room)
      .map(({ goal, items }) => new ValueFrame(goal, this.room - 1, this.at("item", noGap, items)));
  }

  private at(place: Place, gap: Gap, items: Items = this.items): ArrayFrame {
    return new ArrayFrame(this.shape, this.next, this.room, items, place, gap);
  }
}
