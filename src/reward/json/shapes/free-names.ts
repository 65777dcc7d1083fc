/**
 * Names of properties that a schema does not mention, but allows.
 *
 * @module
 */
import { type Fact, factsOf } from "../cases/facts.ts";
import type { NameMatcher } from "../names.ts";
import { Excluding } from "../strings/excluding.ts";
import { stringLanguage } from "../strings/string-facts.ts";
import { includes, type StringLanguage } from "../strings/string-language.ts";
import type { Goal } from "./goal.ts";
import type { Goals } from "./goals.ts";
import { StringShape } from "./string-shape.ts";

/** What a value must be depends on which patterns its name matches. */
export class FreeNames {
  /** The goals of all names that there are. */
  readonly goals: readonly Goal[];
  private readonly mentioned: ReadonlySet<string>;
  private readonly matcher: NameMatcher;
  private readonly all: Goals;
  private readonly properties: readonly (Fact & { is: "property" })[];
  /** What the names themselves must be; null where that does not matter. */
  private readonly shapes: readonly StringShape[] | null;
  private readonly sources: readonly string[];
  /** By which goals have values: the names that lead to these. */
  private readonly languages = new Map<string, readonly StringLanguage[]>();

  /** @throws TillerError `invalid_request` where the patterns take too many states together */
  constructor(facts: readonly Fact[], mentioned: ReadonlySet<string>, matcher: NameMatcher, goals: Goals) {
    this.mentioned = mentioned;
    this.matcher = matcher;
    this.all = goals;
    this.properties = factsOf(facts, "property");
    const patterns = this.properties.flatMap(({ names }) =>
      "matching" in names ? [names.matching] : "besides" in names ? names.besides.patterns : [],
    );
    this.sources = [...new Set(patterns)];
    this.shapes = nameShapes(facts, goals);
    const found = new Set<Goal>();
    this.languagesOf((matches) => {
      const goal = this.goalBy(matches);
      if (!goal.isNever) found.add(goal);
      return !goal.isNever;
    });
    if (this.sources.length === 0) found.add(this.goalBy([]));
    this.goals = [...found].filter(({ isNever }) => !isNever);
  }

  /** The goal of a property with this name; null where it is mentioned, or no name at all. */
  goalOf(name: string): Goal | null {
    if (this.mentioned.has(name) || !isNameAllowed(name, this.shapes)) return null;
    return this.goalBy(this.sources.map((source) => this.matcher.matches(source, name)));
  }

  /** The names whose values can be nested no deeper than `room`; together they are all. */
  within(room: number): readonly StringLanguage[] {
    const possible = this.goals.filter((goal) => goal.shortest(room) !== null);
    if (possible.length === 0) return [];
    const key = possible.map(({ id }) => id).join("|");
    const known = this.languages.get(key);
    if (known) return known;
    const made = this.languagesOf((matches) => possible.includes(this.goalBy(matches)))
      .map((language) => new Excluding(language, this.mentioned))
      .filter(({ start }) => start !== null);
    this.languages.set(key, made);
    return made;
  }

  private languagesOf(accepts: (matches: readonly boolean[]) => boolean): StringLanguage[] {
    const [property] = this.properties;
    const sorting = { sources: this.sources, accepts, pointer: property?.pointer ?? "" };
    const { allowance } = this.all;
    const sorted = this.sources.length > 0 ? sorting : undefined;
    return this.shapes
      ? this.shapes.map((shape) => shape.sorted(sorted, allowance))
      : [stringLanguage([], allowance, sorted)];
  }

  private goalBy(matches: readonly boolean[]): Goal {
    const isMatch = (source: string) => matches[this.sources.indexOf(source)] ?? false;
    const meant = this.properties.filter(({ names }) => {
      if ("only" in names) return false;
      return "matching" in names ? isMatch(names.matching) : !names.besides.patterns.some(isMatch);
    });
    return this.all.goal(meant.map(({ literal }) => literal));
  }
}

/** What facts about an object say of the names of its properties; null where they say nothing. */
export function nameShapes(facts: readonly Fact[], goals: Goals): readonly StringShape[] | null {
  const demands = factsOf(facts, "propertyNames");
  if (demands.length === 0) return null;
  const { shapes } = goals.goal(demands.map(({ literal }) => literal));
  return shapes.filter((shape) => shape instanceof StringShape);
}

export function isNameAllowed(name: string, shapes: readonly StringShape[] | null): boolean {
  return shapes === null || shapes.some(({ language }) => includes(language, name));
}
