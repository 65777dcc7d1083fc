/**
 * What is wrong with an object.
 *
 * @module
 */
import type { Assertion } from "../schema/schema-node.ts";
import type { JsonValue } from "../value.ts";
import { type Problem, problem } from "./problem.ts";
import type { Validator } from "./validate.ts";

/** What a name's own path ends with. It is no part of the value: no property should have its path. */
const ofName = "\u0000name";

export function objectProblems(
  assertion: Assertion & { is: "required" | "property" | "propertyCount" | "propertyNames" | "dependent" },
  value: { [name: string]: JsonValue },
  path: readonly string[],
  validator: Validator,
): Problem[] {
  const names = Object.keys(value);
  const missing = (name: string) =>
    Object.hasOwn(value, name) ? [] : [problem(path, `must have ${JSON.stringify(name)}`)];
  switch (assertion.is) {
    case "required":
      return missing(assertion.name);
    case "property":
      return Object.entries(value)
        .filter(([name]) => validator.names.isMeant(assertion.names, name))
        .flatMap(([name, part]) => validator.problems(assertion.schema, part, [...path, name]));
    case "propertyCount": {
      const { side, value: bound } = assertion;
      if (side === "min" ? names.length >= bound : names.length <= bound) return [];
      const most = side === "min" ? "least" : "most";
      return [problem(path, `must have at ${most} ${bound} properties, has ${names.length}`)];
    }
    case "propertyNames":
      return names
        .filter((name) => !validator.isValid(assertion.schema, name, [...path, name, ofName]))
        .map((name) => problem([...path, name], "must have another name"));
    case "dependent": {
      if (!Object.hasOwn(value, assertion.name)) return [];
      const absent = assertion.names.flatMap(missing);
      return assertion.schema ? [...absent, ...validator.problems(assertion.schema, value, path)] : absent;
    }
  }
}
