/**
 * Objects that must have some property, whichever, of a kind: one shape for each that it may be.
 *
 * @module
 */
import { unsupportedDenial } from "../cases/denied.ts";
import { type Fact, factsOf } from "../cases/facts.ts";
import { NameMatcher } from "../names.ts";
import { refusal } from "../schema/refusal.ts";
import { includes } from "../strings/string-language.ts";
import type { Goals } from "./goals.ts";
import { ObjectShape } from "./object-shape.ts";
import { StringShape } from "./string-shape.ts";

/** Most shapes that may come of one. */
const mostShapes = 256;

/** @throws TillerError `invalid_request` where a fact cannot be followed */
export function objectShapes(facts: readonly Fact[], goals: Goals): ObjectShape[] {
  const demands = factsOf(facts, "someProperty", "someName");
  const plain = facts.filter((fact) => !demands.some((demand) => demand === fact));
  if (demands.length === 0) return [new ObjectShape(plain, goals)];
  const names = mentionedNames(facts);
  let alternatives: Fact[][] = [[...plain]];
  for (const demand of demands) {
    const ways = waysOf(demand, names, goals);
    alternatives = alternatives.flatMap((facts) => ways.map((way) => [...facts, ...way]));
    if (alternatives.length > mostShapes)
      throw refusal(demand.pointer, "too many properties that it may be about");
  }
  const shapes = alternatives.map((facts) => new ObjectShape(facts, goals));
  const isOpen = new ObjectShape(plain, goals).isFree;
  if (isOpen)
    throw refusal(demands[0]?.pointer ?? "", `${unsupportedDenial}, unless no other names are allowed`);
  return shapes;
}

/** What to ask for instead: each of the names that are mentioned may be the one. */
function waysOf(
  demand: Fact & { is: "someProperty" | "someName" },
  names: readonly string[],
  goals: Goals,
): Fact[][] {
  const { pointer } = demand;
  const matcher = new NameMatcher();
  if (demand.is === "someProperty") {
    return names
      .filter((name) => matcher.isMeant(demand.names, name))
      .map((name) => [
        { is: "required", name, pointer },
        { is: "property", names: { only: name }, literal: demand.literal, pointer },
      ]);
  }
  const { shapes } = goals.goal([demand.literal]);
  return names
    .filter((name) => shapes.some((shape) => shape instanceof StringShape && includes(shape.language, name)))
    .map((name) => [{ is: "required", name, pointer }]);
}

function mentionedNames(facts: readonly Fact[]): string[] {
  const required = factsOf(facts, "required").map(({ name }) => name);
  const properties = factsOf(facts, "property", "someProperty").flatMap(({ names }) =>
    "only" in names ? [names.only] : "besides" in names ? names.besides.names : [],
  );
  return [...new Set([...required, ...properties])];
}
