/**
 * Within an object, between the parts of its properties.
 *
 * @module
 */
import { identity } from "../identity.ts";
import type { Properties } from "../shapes/properties.ts";
import { type Frame, InnerFrame } from "./frame.ts";
import { type Allowance, type Gap, noGap, widened } from "./gap.ts";
import { KeyFrame } from "./key-frame.ts";

/** Behind the opening brace, behind a comma, or behind a value. */
type Place = "opened" | "comma" | "value";

/** Most properties that are suggested. */
const mostSuggested = 8;

export class ObjectFrame extends InnerFrame {
  readonly properties: Properties;
  private readonly place: Place;
  private readonly gap: Gap;

  private constructor(properties: Properties, next: Frame, place: Place, gap: Gap) {
    super(next, 1);
    this.properties = properties;
    this.place = place;
    this.gap = gap;
  }

  /** Behind the opening brace of an object that can be completed. */
  static begin(properties: Properties, next: Frame): ObjectFrame {
    return new ObjectFrame(properties, next, "opened", noGap);
  }

  /** The place behind the value of a property that may come next. */
  with(name: string): ObjectFrame {
    return new ObjectFrame(this.properties.with(name), this.next, "value", noGap);
  }

  read(character: string): readonly Frame[] {
    const gap = widened(this.gap, character, this.allowance, this.depth);
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
    const names = this.place !== "value" || this.mayGoOn ? this.suggestedNames() : [];
    const properties = names.map((name) => `${before[this.place]}${JSON.stringify(name)}:`);
    const needsName = properties.length === 0 && (this.place === "comma" || !this.mayClose);
    const free = needsName && (this.place !== "value" || this.mayGoOn) ? [`${before[this.place]}"`] : [];
    return [...(this.mayClose ? ["}"] : []), ...properties, ...free];
  }

  get local(): string {
    const { shape, seen } = this.properties;
    const names = [...seen].map((name) => JSON.stringify(name)).sort();
    return `object ${identity(shape)} ${this.place} ${this.gap} ${names}`;
  }

  withNext(next: Frame): ObjectFrame {
    return new ObjectFrame(this.properties, next, this.place, this.gap);
  }

  protected findEnding(): string {
    const { rest, shortest } = this.properties;
    const texts = (rest ?? []).map(({ text }) => text);
    if (this.place === "comma" && texts.length === 0) texts.push(shortest?.text ?? "");
    const comma = this.place === "value" && texts.length > 0 ? "," : "";
    return `${comma}${texts.join()}}${this.next.received(undefined).ending}`;
  }

  /** The first that must come some time, then those that may come before it: people keep to a schema's order. */
  private suggestedNames(): string[] {
    const { mentioned, shape } = this.properties;
    const required = mentioned.findIndex(({ name }) => shape.isRequired(name));
    const names = mentioned.slice(0, required === -1 ? mostSuggested : required).map(({ name }) => name);
    const first = mentioned.slice(required).slice(0, required === -1 ? 0 : 1);
    return [...first.map(({ name }) => name), ...names].slice(0, mostSuggested);
  }

  private get mayClose(): boolean {
    return this.place !== "comma" && this.properties.rest?.length === 0;
  }

  private get mayGoOn(): boolean {
    return this.gap === noGap && this.properties.mayGoOn;
  }

  /** No white space stands before a comma. */
  private get allowance(): Allowance {
    if (this.whiteSpace === "compact") return "none";
    return this.place !== "value" || this.mayClose ? "lines" : "none";
  }

  private at(place: Place, gap: Gap): ObjectFrame {
    return new ObjectFrame(this.properties, this.next, place, gap);
  }
}
