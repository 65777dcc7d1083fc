/**
 * What is wrong with an array.
 *
 * @module
 */
import type { Assertion } from "../schema/schema-node.ts";
import { canonical, type JsonValue } from "../value.ts";
import { type Problem, problem } from "./problem.ts";
import type { Validator } from "./validate.ts";

export function arrayProblems(
  assertion: Assertion & { is: "item" | "items" | "itemCount" | "contains" | "unique" },
  value: readonly JsonValue[],
  path: readonly string[],
  validator: Validator,
): Problem[] {
  switch (assertion.is) {
    case "item":
    case "items": {
      const [from, to] =
        assertion.is === "item" ? [assertion.index, assertion.index + 1] : [assertion.from, value.length];
      return value
        .slice(from, to)
        .flatMap((item, index) =>
          validator.problems(assertion.schema, item, [...path, String(from + index)]),
        );
    }
    case "itemCount": {
      const { side, value: bound } = assertion;
      if (side === "min" ? value.length >= bound : value.length <= bound) return [];
      const most = side === "min" ? "least" : "most";
      return [problem(path, `must have at ${most} ${bound} items, has ${value.length}`)];
    }
    case "contains": {
      const { schema, min, max } = assertion;
      const count = value.filter((item, index) =>
        validator.isValid(schema, item, [...path, String(index)]),
      ).length;
      if (count < min)
        return [problem(path, `must have at least ${min} items as contains wants them, has ${count}`)];
      if (count > max)
        return [problem(path, `must have at most ${max} items as contains wants them, has ${count}`)];
      return [];
    }
    case "unique": {
      const keys = value.map(canonical);
      const twice = keys.findIndex((key, index) => keys.indexOf(key) < index);
      return twice === -1 ? [] : [problem([...path, String(twice)], "stands there twice")];
    }
  }
}
