/**
 * Keywords about objects.
 *
 * @module
 */
import { jsonPointer } from "../../../../spec/parse.ts";
import { isObject, type JsonValue } from "../../value.ts";
import type { Assertion, Names } from "../schema-node.ts";
import { countOf, type KeywordPlace, namesOf, objectOf, type Readers } from "./reader.ts";

/** Most properties that may be demanded by their number. */
const mostDemanded = 100;

export const objectKeywords: Readers = {
  properties: (value, place) => eachProperty(value, place, (name) => ({ only: name })),
  patternProperties: (value, place) =>
    eachProperty(value, place, (source, pointer) => ({
      matching: place.patterns.readPlain(source, pointer),
    })),
  additionalProperties(_, { schema, pointer, node, patterns }) {
    const names = keysOf(schema.properties);
    const sources = keysOf(schema.patternProperties).map((source) => patterns.readPlain(source, pointer));
    return [{ is: "property", names: { besides: { names, patterns: sources } }, schema: node([]), pointer }];
  },
  required: (value, { pointer }) =>
    namesOf(value, pointer).map((name) => ({ is: "required", name, pointer })),
  minProperties: (value, { pointer }) => [
    { is: "propertyCount", side: "min", value: countOf(value, pointer, mostDemanded), pointer },
  ],
  maxProperties: (value, { pointer }) => [
    { is: "propertyCount", side: "max", value: countOf(value, pointer), pointer },
  ],
  propertyNames: (_, { pointer, node }) => [{ is: "propertyNames", schema: node([]), pointer }],
  unevaluatedProperties: (_, { pointer, node }) => [
    { is: "unevaluatedProperties", schema: node([]), pointer },
  ],
  dependentRequired: dependent,
  dependentSchemas: dependent,
  dependencies: dependent,
};

function eachProperty(
  value: JsonValue,
  place: KeywordPlace,
  namesOf: (key: string, pointer: string) => Names,
): Assertion[] {
  return Object.keys(objectOf(value, place.pointer)).map((key) => {
    const pointer = place.pointer + jsonPointer([key]);
    return { is: "property", names: namesOf(key, pointer), schema: place.node([key]), pointer };
  });
}

function dependent(value: JsonValue, place: KeywordPlace): Assertion[] {
  return Object.entries(objectOf(value, place.pointer)).map(([name, demand]) => {
    const pointer = place.pointer + jsonPointer([name]);
    return Array.isArray(demand)
      ? { is: "dependent", name, names: namesOf(demand, pointer), schema: null, pointer }
      : { is: "dependent", name, names: [], schema: place.node([name]), pointer };
  });
}

function keysOf(value: JsonValue | undefined): string[] {
  return isObject(value) ? Object.keys(value) : [];
}
