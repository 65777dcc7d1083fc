/**
 * Values that a JSON Schema of the API's own document allows, and values that it nearly allows.
 *
 * @module
 */
import fc from "fast-check";

/** The part of JSON Schema that zod writes. */
export interface Schema {
  $ref?: string;
  const?: unknown;
  enum?: readonly unknown[];
  type?: string | readonly string[];
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  items?: Schema;
  prefixItems?: readonly Schema[];
  minItems?: number;
  maxItems?: number;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  additionalProperties?: Schema | boolean;
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
}

export type Schemas = Readonly<Record<string, Schema>>;

/** How deep schemas that contain themselves are followed. */
const deepest = 6;
/** Items, and characters, that matter: more of them are the business of tests of their own. */
const mostItems = 3;
const mostCharacters = 40;

const words = [
  "dog",
  "a red cat",
  " sea",
  "x",
  "1",
  "the people",
  "naïve",
  "東京",
  "\n",
  "[",
  '["a"]',
  '"x"',
  "\\",
  "^a+$",
  "🌊",
];

/** Values that the schema allows; those it refers to are `schemas`, by their names in the document. */
export function allowedBy(schema: Schema, schemas: Schemas, depth = 0): fc.Arbitrary<unknown> {
  if (depth > deepest) return fc.constantFrom(null, 1, "a");
  const inside = (other: Schema) => allowedBy(other, schemas, depth + 1);
  if (schema.$ref !== undefined) return inside(schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {});
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return fc.oneof(...options.map(inside));
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => inside({ ...schema, type })));
  switch (schema.type) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "string":
      return textOf(schema);
    case "integer":
    case "number":
      return numberOf(schema);
    case "array": {
      if (schema.prefixItems) return fc.tuple(...schema.prefixItems.map(inside));
      const minLength = schema.minItems ?? 0;
      const maxLength = Math.max(minLength, Math.min(schema.maxItems ?? mostItems, mostItems));
      return fc.array(inside(schema.items ?? {}), { minLength, maxLength });
    }
    case "object":
      return objectOf(schema, inside);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

/** The same, with one thing wrong in most cases: another value somewhere, a field missing, or one too many. */
export function nearlyAllowedBy(schema: Schema, schemas: Schemas): fc.Arbitrary<unknown> {
  const wrong = fc.oneof(
    fc.jsonValue({ maxDepth: 1 }),
    fc.constantFrom(-1, 0.5, 1e300, "\ud800", "", [], {}),
  );
  return fc.tuple(allowedBy(schema, schemas), wrong, fc.nat(), fc.nat(3)).map(([value, other, at, kind]) => {
    const places = placesIn(value);
    const place = places[at % Math.max(1, places.length)];
    if (!place) return other;
    if (kind === 0) delete place.holder[place.key];
    else if (kind === 1) place.holder[`${place.key}_`] = other;
    else place.holder[place.key] = other;
    return value;
  });
}

function textOf({ minLength = 0, maxLength = mostCharacters, pattern }: Schema): fc.Arbitrary<string> {
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, "u"));
  const most = Math.max(minLength, Math.min(maxLength, mostCharacters));
  const fits = (text: string) => text.length >= minLength && text.length <= most;
  const any = fc.string({ minLength, maxLength: most, unit: "grapheme" }).filter(fits);
  const known = words.filter(fits);
  return known.length === 0 ? any : fc.oneof(fc.constantFrom(...known), any);
}

function numberOf(schema: Schema): fc.Arbitrary<number> {
  const { minimum = -1e6, maximum = 1e6, exclusiveMinimum = -1e6, exclusiveMaximum = 1e6 } = schema;
  const [min, max] = [Math.max(minimum, exclusiveMinimum), Math.min(maximum, exclusiveMaximum)];
  const [least, most] = [Math.ceil(min), Math.floor(max)];
  const isWithin = (value: number) =>
    (schema.exclusiveMinimum === undefined || value > schema.exclusiveMinimum) &&
    (schema.exclusiveMaximum === undefined || value < schema.exclusiveMaximum);
  const any = fc.double({ min, max, noNaN: true });
  if (least > most) return any.filter(isWithin);
  // Small ones ask for less work.
  const near = fc.integer({ min: least, max: Math.min(most, least + 20) });
  const far = schema.type === "integer" ? fc.integer({ min: least, max: most }) : any;
  return fc.oneof(near, far).filter(isWithin);
}

function objectOf(schema: Schema, inside: (schema: Schema) => fc.Arbitrary<unknown>): fc.Arbitrary<object> {
  const { properties = {}, required = [], additionalProperties } = schema;
  if (Object.keys(properties).length > 0) {
    const fields = Object.fromEntries(
      Object.entries(properties).map(([name, field]) => [name, inside(field)]),
    );
    return fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
  }
  const value = inside(typeof additionalProperties === "object" ? additionalProperties : {});
  return fc.dictionary(fc.constantFrom("a", "b", "dog", "length"), value, { maxKeys: mostItems });
}

interface Place {
  holder: Record<string, unknown>;
  key: string;
}

function placesIn(value: unknown): Place[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}
