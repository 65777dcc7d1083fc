/**
 * The properties of an object that is being written: those that stand there, and what may still come.
 *
 * @module
 */
import { Either } from "../strings/either.ts";
import { Excluding } from "../strings/excluding.ts";
import { ListedStrings } from "../strings/listed-strings.ts";
import type { StringLanguage } from "../strings/string-language.ts";
import type { ObjectShape, Property } from "./object-shape.ts";

/** Immutable; what is asked for is worked out once. */
export class Properties {
  readonly shape: ObjectShape;
  /** How deep the object may be nested. */
  readonly room: number;
  readonly seen: ReadonlySet<string>;
  /** Whether a property may come that is not required. */
  readonly hasSlot: boolean;
  /** Those that are required and do not stand there; null where one of them cannot be had. */
  private readonly missing: readonly Property[] | null;
  private knownRest: readonly Property[] | null | undefined;
  private knownMentioned: readonly Property[] | undefined;
  private knownNames: StringLanguage | undefined;

  constructor(shape: ObjectShape, room: number, seen: ReadonlySet<string> = new Set()) {
    this.shape = shape;
    this.room = room;
    this.seen = seen;
    const missing = shape.required.flatMap((name) => (seen.has(name) ? [] : [shape.property(name, room)]));
    this.missing = room > 0 && missing.every((property) => property !== null) ? missing : null;
    this.hasSlot = seen.size + missing.length < shape.most;
  }

  /** The properties when one more stands there. */
  with(name: string): Properties {
    return new Properties(this.shape, this.room, new Set([...this.seen, name]));
  }

  /** The fewest that complete the object; null where none do. */
  get rest(): readonly Property[] | null {
    this.knownRest ??= this.findRest();
    return this.knownRest;
  }

  /** Of those that the schema mentions, those that may come next, in its order. */
  get mentioned(): readonly Property[] {
    this.knownMentioned ??= this.shape.mentioned
      .filter((name) => !this.seen.has(name) && (this.hasSlot || this.shape.isRequired(name)))
      .flatMap((name) => this.shape.property(name, this.room) ?? []);
    return this.knownMentioned;
  }

  /** The names that may come next. */
  get names(): StringLanguage {
    this.knownNames ??= this.free.reduce<StringLanguage>(
      (all, language) => new Either(all, language),
      new ListedStrings(this.mentioned.map(({ name }) => name)),
    );
    return this.knownNames;
  }

  /** Whether any property may come next. */
  get mayGoOn(): boolean {
    return this.mentioned.length > 0 || this.free.some(({ start }) => start !== null);
  }

  /** The shortest that may come next. */
  get shortest(): Property | null {
    return this.optional(1).concat(this.mentioned).reduce<Property | null>(shorter, null);
  }

  /** The names that the schema does not mention and that may come next. */
  private get free(): readonly StringLanguage[] {
    return this.hasSlot
      ? this.shape.freeLanguages(this.room).map((language) => new Excluding(language, this.seen))
      : [];
  }

  private findRest(): readonly Property[] | null {
    const { least, most } = this.shape;
    if (!this.missing) return null;
    const size = this.seen.size + this.missing.length;
    if (size > most || least > most) return null;
    const lacking = least - size;
    if (lacking <= 0) return this.missing;
    const optional = this.optional(lacking);
    return optional.length < lacking ? null : [...this.missing, ...optional];
  }

  /** The shortest that are not required, up to `count`. */
  private optional(count: number): Property[] {
    const free = this.free.flatMap((language) =>
      language.start === null ? [] : language.completions(language.start, count),
    );
    const others = [...new Set(free)].flatMap((name) => this.shape.property(name, this.room) ?? []);
    return this.mentioned
      .filter(({ name }) => !this.shape.isRequired(name))
      .concat(others)
      .sort((a, b) => a.text.length - b.text.length)
      .slice(0, count);
  }
}

function shorter(best: Property | null, property: Property): Property {
  return best !== null && best.text.length <= property.text.length ? best : property;
}
