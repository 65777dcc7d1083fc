/**
 * Objects.
 *
 * @module
 */
import { type Fact, factsOf } from "../cases/facts.ts";
import type { Frame } from "../frames/frame.ts";
import { ObjectFrame } from "../frames/object-frame.ts";
import { NameMatcher } from "../names.ts";
import { Either } from "../strings/either.ts";
import { Excluding } from "../strings/excluding.ts";
import { ListedStrings } from "../strings/listed-strings.ts";
import { includes, type StringLanguage } from "../strings/string-language.ts";
import { freeNames, isNameAllowed, type NameKind } from "./free-names.ts";
import type { Goal } from "./goal.ts";
import type { Goals } from "./goals.ts";
import type { Shape } from "./shape.ts";

export interface Property {
  readonly name: string;
  readonly goal: Goal;
  /** The text of the property with about its shortest value. */
  readonly text: string;
}

interface KnownName {
  readonly goal: Goal;
  readonly isRequired: boolean;
}

export class ObjectShape implements Shape {
  /** The names that the schema mentions and allows, in its order. */
  private readonly known = new Map<string, KnownName>();
  private readonly required: ReadonlySet<string>;
  private readonly kinds: readonly NameKind[];
  private readonly least: number;
  private readonly most: number;

  /** @throws TillerError `invalid_request` where a fact cannot be followed */
  constructor(facts: readonly Fact[], goals: Goals) {
    const properties = factsOf(facts, "property");
    const sizes = factsOf(facts, "propertyCount");
    const bounds = (side: "min" | "max") =>
      sizes.filter((size) => size.side === side).map(({ value }) => value);
    this.least = Math.max(0, ...bounds("min"));
    this.most = Math.min(...bounds("max"));
    this.required = new Set(factsOf(facts, "required").map(({ name }) => name));

    const only = properties.flatMap(({ names }) => ("only" in names ? [names.only] : []));
    const others = properties.flatMap(({ names }) => ("besides" in names ? names.besides.names : []));
    const names = new Set([...only, ...this.required, ...others]);
    const matcher = new NameMatcher();
    for (const name of names) {
      const meant = properties.filter((fact) => matcher.isMeant(fact.names, name));
      const goal = goals.goal(meant.map(({ literal }) => literal));
      if (isNameAllowed(name, facts, goals))
        this.known.set(name, { goal, isRequired: this.required.has(name) });
    }
    this.kinds = freeNames(facts, names, goals);
  }

  open(character: string, next: Frame, room: number): readonly Frame[] {
    if (character !== "{" || this.shortest(room) === null) return [];
    return [ObjectFrame.begin(this, next, room)];
  }

  shortest(room: number): string | null {
    const rest = this.rest(new Set(), room);
    return rest && `{${rest.map(({ text }) => text).join()}}`;
  }

  beginnings(): readonly string[] {
    return ["{"];
  }

  values(): null {
    return null;
  }

  without(): Shape {
    return this;
  }

  *parts(): Iterable<Goal> {
    for (const { goal } of this.known.values()) yield goal;
    for (const { goal } of this.kinds) yield goal;
  }

  /** The fewest properties that complete an object with these names; null where none do. */
  rest(seen: ReadonlySet<string>, room: number): Property[] | null {
    if (room === 0) return null;
    const missing: Property[] = [];
    for (const name of this.required) {
      if (seen.has(name)) continue;
      const property = this.property(name, room);
      if (!property) return null;
      missing.push(property);
    }
    const size = seen.size + missing.length;
    if (size > this.most) return null;
    const lacking = this.least - size;
    if (lacking <= 0) return missing;
    const optional = this.optional(seen, room, lacking).slice(0, lacking);
    if (optional.length < lacking || this.least > this.most) return null;
    return [...missing, ...optional];
  }

  /** Whether names are allowed that the schema does not mention. */
  get isFree(): boolean {
    return this.kinds.length > 0;
  }

  isRequired(name: string): boolean {
    return this.required.has(name);
  }

  /** Whether there is room for a property that is not required. */
  hasSlot(seen: ReadonlySet<string>): boolean {
    const missing = [...this.required].filter((name) => !seen.has(name));
    return seen.size + missing.length < this.most;
  }

  /** The properties that may come next, `free` ones among them: those that must come first. */
  next(seen: ReadonlySet<string>, room: number, free: number): Property[] {
    const missing = [...this.required].filter((name) => !seen.has(name));
    const required = missing.flatMap((name) => this.property(name, room) ?? []);
    return this.hasSlot(seen) ? [...required, ...this.optional(seen, room, free, false)] : required;
  }

  /** The names that may come next. */
  names(seen: ReadonlySet<string>, room: number): StringLanguage {
    const mentioned: StringLanguage = new ListedStrings(this.next(seen, room, 0).map(({ name }) => name));
    const free = this.hasSlot(seen) ? this.freeLanguages(seen, room) : [];
    return free.reduce((all, language) => new Either(all, language), mentioned);
  }

  /** Of the names that may come next, those up to the first that must come some time: people keep to a schema's order. */
  suggested(seen: ReadonlySet<string>, room: number): string[] {
    const next = new Set(this.next(seen, room, 0).map(({ name }) => name));
    const inOrder = [...this.known.keys()].filter((name) => next.has(name));
    const firstRequired = inOrder.findIndex((name) => this.required.has(name));
    return firstRequired === -1 ? inOrder : inOrder.slice(0, firstRequired + 1);
  }

  /** The goal of a property that may have any of these names. */
  goalOf(name: string): Goal | null {
    return (
      this.known.get(name)?.goal ?? this.kinds.find(({ language }) => includes(language, name))?.goal ?? null
    );
  }

  /** The names that are not mentioned and not in `seen`. */
  private freeLanguages(seen: ReadonlySet<string>, room: number): StringLanguage[] {
    return this.kinds
      .filter(({ goal }) => goal.shortest(room - 1) !== null)
      .map(({ language }) => new Excluding(language, seen));
  }

  private property(name: string, room: number): Property | null {
    const goal = this.goalOf(name);
    const value = goal?.shortest(room - 1) ?? null;
    return goal && value !== null ? { name, goal, text: `${JSON.stringify(name)}:${value}` } : null;
  }

  /** Properties that are not required, up to `free` that are not mentioned. */
  private optional(seen: ReadonlySet<string>, room: number, free: number, shortestFirst = true): Property[] {
    const names = [...this.known].flatMap(([name, { isRequired }]) =>
      isRequired || seen.has(name) ? [] : [name],
    );
    const others = this.freeLanguages(seen, room).flatMap((language) =>
      language.start === null ? [] : language.completions(language.start, free),
    );
    const properties = [...new Set([...names, ...others])].flatMap((name) => this.property(name, room) ?? []);
    return shortestFirst ? properties.sort((a, b) => a.text.length - b.text.length) : properties;
  }
}
