/**
 * Which items or properties of a value a schema has looked at.
 *
 * @module
 */
import type { Assertion, SchemaNode } from "../schema/schema-node.ts";
import { isObject, type JsonValue } from "../value.ts";
import type { Validator } from "./validate.ts";

/** The names, or the indices as text. Of schemas that do not hold, nothing counts. */
export function evaluatedParts(
  node: SchemaNode,
  value: JsonValue,
  path: readonly string[],
  validator: Validator,
): Set<string> {
  const keys = typeof value === "object" && value !== null ? Object.keys(value) : [];
  const within = (inner: SchemaNode | null): string[] =>
    inner ? [...validator.lookedAt(inner, value, path)] : [];
  const by = (assertion: Assertion): string[] => {
    switch (assertion.is) {
      case "reference":
        return within(assertion.schema);
      case "all":
      case "any":
      case "one":
        return assertion.schemas.flatMap(within);
      case "if": {
        const { condition, then: consequence, else: otherwise } = assertion;
        const isTrue = validator.isValid(condition, value, path);
        return isTrue ? [...within(condition), ...within(consequence)] : within(otherwise);
      }
      case "dependent":
        return keys.includes(assertion.name) ? within(assertion.schema) : [];
      default:
        return Array.isArray(value)
          ? keys.filter((key) => isItemEvaluated(assertion, value, Number(key), path, validator))
          : keys.filter((key) => isObject(value) && isPropertyEvaluated(assertion, key, validator));
    }
  };
  return new Set(node.assertions.flatMap(by));
}

function isPropertyEvaluated(assertion: Assertion, name: string, { names }: Validator): boolean {
  if (assertion.is === "unevaluatedProperties") return true;
  return assertion.is === "property" && names.isMeant(assertion.names, name);
}

function isItemEvaluated(
  assertion: Assertion,
  value: readonly JsonValue[],
  index: number,
  path: readonly string[],
  validator: Validator,
): boolean {
  switch (assertion.is) {
    case "unevaluatedItems":
      return true;
    case "item":
      return assertion.index === index;
    case "items":
      return index >= assertion.from;
    case "contains":
      return validator.isValid(assertion.schema, value[index] ?? null, [...path, String(index)]);
    default:
      return false;
  }
}
