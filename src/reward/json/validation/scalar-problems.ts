/**
 * What is wrong with a value by its type, and with numbers and strings.
 *
 * @module
 */
import type { NameMatcher } from "../names.ts";
import { isMultipleOf } from "../numbers/decimal.ts";
import type { Assertion, TypeName } from "../schema/schema-node.ts";
import { canonical, codePoints, isObject, type JsonValue } from "../value.ts";
import { type Problem, problem } from "./problem.ts";

type About<Kind extends Assertion["is"]> = Assertion & { is: Kind };

const articles: Record<TypeName, string> = {
  null: "null",
  boolean: "true or false",
  integer: "a whole number",
  number: "a number",
  string: "a string",
  array: "an array",
  object: "an object",
};

/** Most values of an `enum` to be named. */
const mostNamed = 5;

export function typeProblem({ types }: About<"type">, value: JsonValue, path: readonly string[]): Problem[] {
  if (types.some((type) => isOfType(value, type))) return [];
  return [problem(path, `must be ${types.map((type) => articles[type]).join(" or ")}`)];
}

export function valueProblem(
  { values }: About<"value">,
  value: JsonValue,
  path: readonly string[],
): Problem[] {
  const key = canonical(value);
  if (values.some((other) => canonical(other) === key)) return [];
  const named = values.slice(0, mostNamed).map((other) => JSON.stringify(other));
  const more = values.length > mostNamed ? ` or ${values.length - mostNamed} others` : "";
  return [problem(path, `must be ${values.length > 1 ? "one of " : ""}${named.join(", ")}${more}`)];
}

export function numberProblem(
  assertion: About<"bound" | "multiple">,
  value: number,
  path: readonly string[],
): Problem[] {
  // As 1e400 is read.
  if (!Number.isFinite(value)) return [problem(path, "must be a number that is not as large")];
  if (assertion.is === "multiple") {
    return isMultipleOf(value, assertion.of) ? [] : [problem(path, `must be a multiple of ${assertion.of}`)];
  }
  const { side, value: bound, exclusive } = assertion;
  const isInside = side === "min" ? value > bound : value < bound;
  if (isInside || (value === bound && !exclusive)) return [];
  if (exclusive) return [problem(path, `must be ${side === "min" ? "above" : "below"} ${bound}`)];
  return [problem(path, `must be at ${side === "min" ? "least" : "most"} ${bound}`)];
}

export function stringProblem(
  assertion: About<"length" | "pattern">,
  value: string,
  path: readonly string[],
  names: NameMatcher,
): Problem[] {
  if (assertion.is === "pattern") {
    const { parts, format } = assertion;
    if (parts.every(({ source, holds }) => names.matches(source, value) === holds)) return [];
    return [problem(path, format === null ? "must match the pattern" : `must be a valid ${format}`)];
  }
  const length = codePoints(value);
  const { side, value: bound } = assertion;
  if (side === "min" ? length >= bound : length <= bound) return [];
  return [
    problem(path, `must have at ${side === "min" ? "least" : "most"} ${bound} characters, has ${length}`),
  ];
}

function isOfType(value: JsonValue, type: TypeName): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}
