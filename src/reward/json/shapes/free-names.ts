/**
 * Names of properties that a schema does not mention, but allows.
 *
 * @module
 */
import { type Fact, factsOf } from "../cases/facts.ts";
import { refusal } from "../schema/refusal.ts";
import { AnyString } from "../strings/any-string.ts";
import { Excluding } from "../strings/excluding.ts";
import { stringLanguage } from "../strings/string-facts.ts";
import { includes, type StringLanguage } from "../strings/string-language.ts";
import type { Goal } from "./goal.ts";
import type { Goals } from "./goals.ts";
import { StringShape } from "./string-shape.ts";

/** Most patterns of names that one object may have: any of them may match together. */
const mostPatterns = 6;

/** Names, and what their values must be. */
export interface NameKind {
  readonly language: StringLanguage;
  readonly goal: Goal;
}

/**
 * The names that may stand beside those in `known`, by what their values must be. Kinds may overlap only where
 * their goals are the same.
 * @throws TillerError `invalid_request` where there are too many patterns
 */
export function freeNames(facts: readonly Fact[], known: Iterable<string>, goals: Goals): NameKind[] {
  const properties = factsOf(facts, "property");
  const demands = factsOf(facts, "propertyNames");
  const sources = new Set(
    properties.flatMap(({ names }) =>
      "matching" in names ? [names.matching] : "besides" in names ? names.besides.patterns : [],
    ),
  );
  if (sources.size > mostPatterns) {
    throw refusal(properties[0]?.pointer ?? "", `more than ${mostPatterns} patterns of names in one object`);
  }
  const nameShapes = demands.length > 0 ? goals.goal(demands.map(({ literal }) => literal)).shapes : null;
  const kinds: NameKind[] = [];
  for (const matched of subsets([...sources])) {
    const meant = ({ names }: (typeof properties)[number]) => {
      if ("only" in names) return false;
      if ("matching" in names) return matched.has(names.matching);
      return !names.besides.patterns.some((pattern) => matched.has(pattern));
    };
    const goal = goals.goal(properties.filter(meant).map(({ literal }) => literal));
    if (goal.isNever) continue;
    const patterns = [...sources].map((source) => ({
      is: "pattern" as const,
      source,
      holds: matched.has(source),
      pointer: properties[0]?.pointer ?? "",
    }));
    const languages = nameShapes
      ? nameShapes.flatMap((shape) => (shape instanceof StringShape ? [shape.narrowed(patterns)] : []))
      : [patterns.length > 0 ? stringLanguage(patterns) : new AnyString()];
    for (const language of languages) kinds.push({ language: new Excluding(language, known), goal });
  }
  return kinds.filter(({ language }) => language.start !== null);
}

/** Whether a schema's demands on names let this one pass. */
export function isNameAllowed(name: string, facts: readonly Fact[], goals: Goals): boolean {
  const demands = factsOf(facts, "propertyNames");
  if (demands.length === 0) return true;
  return goals
    .goal(demands.map(({ literal }) => literal))
    .shapes.some((shape) => shape instanceof StringShape && includes(shape.language, name));
}

function subsets(items: readonly string[]): Set<string>[] {
  return items.reduce<Set<string>[]>(
    (found, item) => found.flatMap((set) => [set, new Set([...set, item])]),
    [new Set()],
  );
}
