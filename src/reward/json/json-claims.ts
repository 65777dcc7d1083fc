/**
 * What is true of every JSON text that reaches a goal.
 *
 * @module
 */
import type { Claims } from "../reward.ts";
import { Document } from "./document.ts";
import type { JsonForm } from "./json-judge.ts";
import type { Goal } from "./shapes/goal.ts";

export function jsonClaims(goal: Goal, { whiteSpace, depth }: JsonForm): Claims {
  const begin = Document.begin(goal, whiteSpace, depth);
  const [first = [], ...others] = goal.shapes.flatMap((shape) => shape.shortest(depth) ?? []).map(signsIn);
  const shared = first.filter((sign) => others.every((signs) => signs.includes(sign)));
  return {
    shape: "json",
    requires: shared.map((sign) => [sign]),
    mayBegin: (text) => begin.read(text).isAlive,
  };
}

/** What every value of the same shape has, by the shortest of them: an object that must not be empty has names. */
function signsIn(shortest: string): string[] {
  if (shortest.startsWith("{")) return shortest === "{}" ? ["{", "}"] : ["{", "}", '"', ":"];
  if (shortest.startsWith("[")) return ["[", "]"];
  return shortest.startsWith('"') ? ['"'] : [];
}
