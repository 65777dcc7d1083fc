/**
 * Objects.
 *
 * @module
 */
import { type Fact, factsOf } from "../cases/facts.ts";
import type { Frame } from "../frames/frame.ts";
import { ObjectFrame } from "../frames/object-frame.ts";
import { NameMatcher } from "../names.ts";
import type { StringLanguage } from "../strings/string-language.ts";
import { FreeNames, isNameAllowed, nameShapes } from "./free-names.ts";
import type { Goal } from "./goal.ts";
import type { Goals } from "./goals.ts";
import { Properties } from "./properties.ts";
import type { Shape } from "./shape.ts";
import { longestText } from "./texts.ts";

export interface Property {
  readonly name: string;
  readonly goal: Goal;
  /** The text of the property with about its shortest value. */
  readonly text: string;
}

export class ObjectShape implements Shape {
  readonly required: readonly string[];
  /** How many properties there must and may be. */
  readonly least: number;
  readonly most: number;
  /** The goals of the names that the schema mentions and allows, in its order. */
  private readonly known = new Map<string, Goal>();
  private readonly free: FreeNames;
  private readonly requiredNames: ReadonlySet<string>;
  /** By room, then by name, of those that are mentioned. */
  private readonly properties: Map<string, Property | null>[] = [];

  /** @throws TillerError `invalid_request` where a fact cannot be followed */
  constructor(facts: readonly Fact[], goals: Goals) {
    const properties = factsOf(facts, "property");
    const sizes = factsOf(facts, "propertyCount");
    const bounds = (side: "min" | "max") =>
      sizes.filter((size) => size.side === side).map(({ value }) => value);
    this.least = Math.max(0, ...bounds("min"));
    this.most = Math.min(...bounds("max"));
    this.requiredNames = new Set(factsOf(facts, "required").map(({ name }) => name));
    this.required = [...this.requiredNames];

    const only = properties.flatMap(({ names }) => ("only" in names ? [names.only] : []));
    const others = properties.flatMap(({ names }) => ("besides" in names ? names.besides.names : []));
    const names = new Set([...only, ...this.required, ...others]);
    const matcher = new NameMatcher();
    for (const name of names) {
      const meant = properties.filter((fact) => matcher.isMeant(fact.names, name));
      if (!isNameAllowed(name, nameShapes(facts, goals))) continue;
      this.known.set(name, goals.goal(meant.map(({ literal }) => literal)));
    }
    this.free = new FreeNames(facts, names, matcher, goals);
  }

  open(character: string, next: Frame, room: number): readonly Frame[] {
    if (character !== "{") return [];
    const properties = new Properties(this, room);
    return properties.rest ? [ObjectFrame.begin(properties, next)] : [];
  }

  shortest(room: number): string | null {
    const { rest } = new Properties(this, room);
    const length = rest?.reduce((sum, { text }) => sum + text.length + 1, 0) ?? 0;
    return rest && length <= longestText ? `{${rest.map(({ text }) => text).join()}}` : null;
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
    yield* this.known.values();
    yield* this.free.goals;
  }

  /** The names that the schema mentions and allows, in its order. */
  get mentioned(): readonly string[] {
    return [...this.known.keys()];
  }

  /** Whether names are allowed that the schema does not mention. */
  get isFree(): boolean {
    return this.free.goals.length > 0;
  }

  isRequired(name: string): boolean {
    return this.requiredNames.has(name);
  }

  /** The goal of a property by its name. */
  goalOf(name: string): Goal | null {
    return this.known.get(name) ?? this.free.goalOf(name);
  }

  /** The names that are not mentioned, of an object that is nested no deeper than `room`. */
  freeLanguages(room: number): readonly StringLanguage[] {
    return this.free.within(room - 1);
  }

  /** The property of an object that is nested no deeper than `room`; null where it has no value. */
  property(name: string, room: number): Property | null {
    const ofRoom = this.properties[room] ?? new Map<string, Property | null>();
    this.properties[room] = ofRoom;
    const known = ofRoom.get(name);
    if (known !== undefined) return known;
    const goal = room > 0 ? this.goalOf(name) : null;
    const value = goal?.shortest(room - 1) ?? null;
    const property = goal && value !== null ? { name, goal, text: `${JSON.stringify(name)}:${value}` } : null;
    if (this.known.has(name)) ofRoom.set(name, property);
    return property;
  }
}
