import fc from "fast-check";
import type { JsonValue } from "../../../src/reward/json/value.ts";

const names = ["a", "b", "name", "é"];
const name = fc.constantFrom(...names);
const scalar = fc.constantFrom<unknown>(null, true, false, 0, 1, -2, 1.5, 10, "", "a", "ab", "é\n", '"');
const value = fc.oneof(
  { weight: 4, arbitrary: scalar },
  fc.array(scalar, { maxLength: 2 }),
  fc.dictionary(name, scalar, { maxKeys: 2 }),
);

/** Values that such schemas often allow. */
export const valueArbitrary: fc.Arbitrary<JsonValue> = fc
  .letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom<unknown>(null, true, false, 0, 1, -2, 1.5, 3, 7, 10, 30, 99, 2.5),
      fc.constantFrom(
        "",
        "a",
        "ab",
        "abc",
        "foo",
        "bar",
        "123-45",
        "é\n",
        '"',
        "2024-02-29",
        "a@b.cd",
        "1.2.3.4",
      ),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names, "abc"), tie("value"), { maxKeys: 3 }),
    ),
  }))
  .value.map((value) => JSON.parse(JSON.stringify(value)));

const number = fc.record(
  {
    type: fc.constantFrom("number", "integer"),
    minimum: fc.constantFrom(-100, -1, 0, 0.5, 3, 95),
    maximum: fc.constantFrom(2, 3.25, 99, 100, 1000),
    exclusiveMinimum: fc.constantFrom(-1, 0, 1.9),
    exclusiveMaximum: fc.constantFrom(3, 3.01, 100),
    multipleOf: fc.constantFrom(0.01, 0.5, 1, 7, 30),
  },
  { requiredKeys: ["type"] },
);

const text = fc.record(
  {
    type: fc.constant("string"),
    minLength: fc.constantFrom(0, 1, 3),
    maxLength: fc.constantFrom(1, 3, 8),
    pattern: fc.constantFrom(
      "^[a-c]+$",
      "^(?=.*\\d)(?!.*b)[a-c\\d]{2,4}$",
      "b",
      "^a?b?c?$",
      "^\\d{3}-\\d{2}$",
      "(foo|bar)$",
      "^\\S*$",
      "^$",
      "^.{2}",
      '^["\\\\\\n]+$',
    ),
    format: fc.constantFrom("date", "email", "ipv4"),
  },
  { requiredKeys: ["type"], noNullPrototype: true },
);

const leaf = fc.oneof(
  number,
  text,
  fc.constantFrom(true, {}, { type: "boolean" }, { type: "null" }, { type: ["string", "null"] }),
  fc.record({ enum: fc.array(value, { minLength: 1, maxLength: 4 }) }),
  fc.record({ const: value }),
);

const anySchema: fc.Arbitrary<unknown> = fc.letrec((tie) => {
  const schema = tie("schema");
  const some = fc.array(schema, { minLength: 1, maxLength: 3 });
  return {
    schema: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      leaf,
      tie("object"),
      tie("array"),
      tie("unique"),
      tie("combined"),
    ),
    object: fc.record(
      {
        type: fc.constant("object"),
        properties: fc.dictionary(name, schema, { maxKeys: 3 }),
        required: fc.uniqueArray(name, { maxLength: 2 }),
        additionalProperties: fc.oneof(fc.constant(false), schema),
        patternProperties: fc.dictionary(fc.constantFrom("^a", "b$"), schema, { maxKeys: 2 }),
        propertyNames: fc.constantFrom({ maxLength: 4 }, { enum: ["a", "b", "abc"] }, { pattern: "^[a-n]" }),
        minProperties: fc.constantFrom(0, 1, 2),
        maxProperties: fc.constantFrom(1, 2, 4),
        dependentRequired: fc.constantFrom({ a: ["b"] }, { b: ["a", "name"] }),
        dependentSchemas: fc.dictionary(name, schema, { maxKeys: 1 }),
      },
      { requiredKeys: ["type"] },
    ),
    array: fc.record(
      {
        type: fc.constant("array"),
        items: schema,
        prefixItems: some,
        minItems: fc.constantFrom(0, 1, 2, 3),
        maxItems: fc.constantFrom(1, 2, 4),
        contains: schema,
        minContains: fc.constantFrom(0, 1, 2),
        maxContains: fc.constantFrom(1, 2),
      },
      { requiredKeys: ["type"] },
    ),
    unique: fc.record(
      {
        type: fc.constant("array"),
        items: fc.oneof(leaf, leaf, schema),
        prefixItems: fc.array(leaf, { minLength: 1, maxLength: 3 }),
        minItems: fc.constantFrom(0, 1, 2, 3),
        maxItems: fc.constantFrom(1, 2, 4),
        uniqueItems: fc.constant(true),
      },
      { requiredKeys: ["type", "items", "uniqueItems"] },
    ),
    combined: fc.oneof(
      fc.record({ anyOf: some }),
      fc.record({ allOf: some }),
      fc.record({ oneOf: some }),
      fc.record({ not: schema }),
      // biome-ignore lint/suspicious/noThenProperty: that is what JSON Schema calls it
      fc.record({ if: schema, then: schema, else: schema }, { requiredKeys: ["if"] }),
      fc
        .tuple(tie("object"), tie("array"))
        .map(([a, b]) => Object.assign({}, a, b, { type: ["object", "array"] })),
      fc
        .tuple(fc.oneof(tie("combined"), tie("object")), fc.oneof(fc.constant(false), schema))
        .map(([a, rest]) => Object.assign({}, a, { type: "object", unevaluatedProperties: rest })),
      fc
        .tuple(fc.oneof(tie("combined"), tie("array")), fc.oneof(fc.constant(false), schema))
        .map(([a, rest]) => Object.assign({}, a, { type: "array", unevaluatedItems: rest })),
      fc.constantFrom({ $ref: "#" }, { type: "array", items: { $ref: "#" }, maxItems: 2 }),
    ),
  };
}).schema;

/** Schemas of the keywords that are supported, as they are sent: many are satisfied by much, some by nothing. */
export const schemaArbitrary = anySchema.map((schema): unknown => JSON.parse(JSON.stringify(schema)));
