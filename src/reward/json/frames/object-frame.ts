/**
 * Within an object, between the parts of its properties.
 *
 * @module
 */

import { identity } from "../identity.ts";
import type { ObjectShape, Property } from "../shapes/object-shape.ts";
import type { StringLanguage } from "../strings/string-language.ts";
import { type Frame, InnerFrame } from "./frame.ts";
import { type Gap, noGap, widened } from "./gap.ts";
import { KeyFrame } from "./key-frame.ts";

/** Behind the opening brace, behind a comma, or behind a value. */
type Place = "opened" | "comma" | "value";

/** Most optional properties that are suggested. */
const mostSuggested = 8;

export class ObjectFrame extends InnerFrame {
  readonly shape: ObjectShape;
  readonly seen: ReadonlySet<string>;
  readonly room: number;
  private readonly place: Place;
  private readonly gap: Gap;
  private knownNames: StringLanguage | null = null;

  private constructor(
    shape: ObjectShape,
    next: Frame,
    room: number,
    seen: ReadonlySet<string>,
    place: Place,
    gap: Gap,
  ) {
    super(next);
    this.shape = shape;
    this.room = room;
    this.seen = seen;
    this.place = place;
    this.gap = gap;
  }

  /** Behind the opening brace; some object of the shape is nested no deeper than `room`. */
  static begin(shape: ObjectShape, next: Frame, room: number): ObjectFrame {
    return new ObjectFrame(shape, next, room, new Set(), "opened", noGap);
  }

  /** The place behind the value of a property that may come next. */
  with(name: string): ObjectFrame {
    return this.at("value", noGap, new Set([...this.seen, name]));
  }

  read(character: string): readonly Frame[] {
    const gap = this.whiteSpace === "any" ? widened(this.gap, character) : null;
    if (gap !== null) return [this.at(this.place, gap)];
    switch (character) {
      case "}":
        return this.mayClose ? [this.next.received(undefined)] : [];
      case ",":
        return this.place === "value" && this.mayGoOn ? [this.at("comma", noGap)] : [];
      case '"':
        return this.place === "value" ? [] : KeyFrame.begin(this);
      default:
        return [];
    }
  }

  suggestions(): readonly string[] {
    const isAny = this.whiteSpace === "any";
    const before = { opened: "", comma: isAny && this.gap === noGap ? " " : "", value: isAny ? ", " : "," };
    const names = this.shape.suggested(this.seen, this.room);
    const required = names.filter((name) => this.shape.isRequired(name));
    const properties = [...new Set([...required, ...names])]
      .slice(0, mostSuggested)
      .map((name) => `${before[this.place]}${JSON.stringify(name)}:`);
    const free = this.place === "comma" && properties.length === 0 ? [`${before.comma}"`] : [];
    return [...(this.mayClose ? ["}"] : []), ...properties, ...free];
  }

  /** The properties that may come next, the required ones first; up to `free` that the schema does not mention. */
  properties(free: number): Property[] {
    return this.shape.next(this.seen, this.room, free);
  }

  /** The names that may come next. */
  get names(): StringLanguage {
    this.knownNames ??= this.shape.names(this.seen, this.room);
    return this.knownNames;
  }

  /** Whether a property may come next that is not required. */
  get hasSlot(): boolean {
    return this.shape.hasSlot(this.seen);
  }

  protected findEnding(): string {
    const rest = this.shape.rest(this.seen, this.room) ?? [];
    const texts = rest.map(({ text }) => text);
    if (this.place === "comma" && texts.length === 0) {
      const [first] = this.properties(1).sort((a, b) => a.text.length - b.text.length);
      texts.push(first?.text ?? "");
    }
    const first = this.place === "value" && texts.length > 0 ? "," : "";
    return `${first}${texts.join()}}${this.next.received(undefined).ending}`;
  }

  get local(): string {
    const seen = [...this.seen].map((name) => JSON.stringify(name)).sort();
    return `object ${identity(this.shape)} ${this.place} ${this.gap} ${seen}`;
  }

  withNext(next: Frame): ObjectFrame {
    return new ObjectFrame(this.shape, next, this.room, this.seen, this.place, this.gap);
  }

  private get mayClose(): boolean {
    return this.place !== "comma" && this.shape.rest(this.seen, this.room)?.length === 0;
  }

  private get mayGoOn(): boolean {
    return this.properties(1).length > 0;
  }

  private at(place: Place, gap: Gap, seen: ReadonlySet<string> = this.seen): ObjectFrame {
    return new ObjectFrame(this.shape, this.next, this.room, seen, place, gap);
  }
}
