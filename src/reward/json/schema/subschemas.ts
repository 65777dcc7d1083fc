/**
 * Where schemas stand within a schema.
 *
 * @module
 */
import { isObject, type JsonValue } from "../value.ts";

const single = [
  "additionalItems",
  "additionalProperties",
  "contains",
  "contentSchema",
  "else",
  "if",
  "items",
  "not",
  "propertyNames",
  "then",
  "unevaluatedItems",
  "unevaluatedProperties",
];
const inLists = ["allOf", "anyOf", "items", "oneOf", "prefixItems"];
const byName = [
  "$defs",
  "definitions",
  "dependencies",
  "dependentSchemas",
  "patternProperties",
  "properties",
];

export interface Subschema {
  path: string[];
  schema: JsonValue;
}

/** Whatever looks like a schema directly within one, and the way to it. */
export function subschemasOf(schema: JsonValue): Subschema[] {
  if (!isObject(schema)) return [];
  const found: Subschema[] = [];
  for (const [keyword, value] of Object.entries(schema)) {
    if (single.includes(keyword)) found.push({ path: [keyword], schema: value });
    if (Array.isArray(value) && inLists.includes(keyword)) {
      for (const [index, item] of value.entries())
        found.push({ path: [keyword, String(index)], schema: item });
    }
    if (isObject(value) && byName.includes(keyword)) {
      for (const [name, item] of Object.entries(value)) found.push({ path: [keyword, name], schema: item });
    }
  }
  return found.filter(({ schema }) => isObject(schema) || typeof schema === "boolean");
}
