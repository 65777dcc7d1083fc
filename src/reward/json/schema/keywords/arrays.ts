/**
 * Keywords about arrays.
 *
 * @module
 */
import { isObject } from "../../value.ts";
import { refusal } from "../refusal.ts";
import { booleanOf, countOf, listOf, type Reader, type Readers } from "./reader.ts";

/** Most items that may be demanded. */
const mostCounted = 500;

const tuple: Reader = (value, { pointer, node }) =>
  listOf(value, pointer).map((_, index) => ({
    is: "item",
    index,
    schema: node([String(index)]),
    pointer: `${pointer}/${index}`,
  }));

/** Only `contains` asks for them: without it they say nothing. */
const contained: Reader = (value, { pointer }) => {
  countOf(value, pointer);
  return [];
};

export const arrayKeywords: Readers = {
  prefixItems: tuple,
  items(value, place) {
    const { schema, pointer, node, older } = place;
    if (Array.isArray(value)) {
      if (older) return tuple(value, place);
      throw refusal(pointer, "must be a schema; prefixItems takes a list of them");
    }
    const from = Array.isArray(schema.prefixItems) ? schema.prefixItems.length : 0;
    return [{ is: "items", from, schema: node([]), pointer }];
  },
  additionalItems(value, { schema, pointer, node, older }) {
    if (older && Array.isArray(schema.items)) {
      return [{ is: "items", from: schema.items.length, schema: node([]), pointer }];
    }
    if (older && (value === true || isObject(schema.items) || typeof schema.items === "boolean")) return [];
    throw refusal(pointer, "this keyword is not supported in this dialect");
  },
  minItems: (value, { pointer }) => [
    { is: "itemCount", side: "min", value: countOf(value, pointer, mostCounted), pointer },
  ],
  maxItems: (value, { pointer }) => [
    { is: "itemCount", side: "max", value: countOf(value, pointer), pointer },
  ],
  uniqueItems: (value, { pointer }) => (booleanOf(value, pointer) ? [{ is: "unique", pointer }] : []),
  contains(_, { schema, pointer, node }) {
    const parent = pointer.slice(0, pointer.lastIndexOf("/"));
    const { minContains: min = 1, maxContains: max = Number.MAX_SAFE_INTEGER } = schema;
    return [
      {
        is: "contains",
        schema: node([]),
        min: countOf(min, `${parent}/minContains`, mostCounted),
        max: countOf(max, `${parent}/maxContains`),
        pointer,
      },
    ];
  },
  unevaluatedItems: (_, { pointer, node }) => [{ is: "unevaluatedItems", schema: node([]), pointer }],
  minContains: contained,
  maxContains: contained,
};
