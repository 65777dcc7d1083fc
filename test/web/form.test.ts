import fc from "fast-check";
import { expect, test } from "vitest";
import { allowedBy, type Schema } from "../../bench/fuzz/schema-arbitrary.ts";
import { catalogue } from "../../src/reward/catalogue.ts";
import { rewardSpecSchema } from "../../src/reward/registry.ts";
import { type Field, fieldOf } from "../../web/form/field.ts";
import { fill, type Problem, read } from "../../web/form/form.ts";
import type { JsonSchema } from "../../web/form/json-schema.ts";
import { isJsonObject, type Json, sameJson } from "../../web/json.ts";

const kinds = catalogue().map(({ type, schema, example }) => ({
  type,
  schema: schema as JsonSchema,
  example: example as Json,
}));

/** Values that a schema allows, none of them empty: a form does not tell what is empty from what is left out. */
function valuesOf(schema: JsonSchema): fc.Arbitrary<Json> {
  return allowedBy(schema as Schema, {})
    .map((value) => JSON.parse(JSON.stringify(value)) as Json)
    .filter((value) => !hasEmpty(value));
}

function hasEmpty(value: Json): boolean {
  if (value === "" || (Array.isArray(value) && value.length === 0)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasEmpty);
}

/** What a form makes of a value: what says no more than a default is left out. */
function withoutDefaults(schema: JsonSchema, value: Json): Json {
  if (!isJsonObject(value) || !schema.properties) return value;
  const fields = Object.entries(value).filter(([name, field]) => {
    const its = schema.properties?.[name];
    return its?.const === undefined && !sameJson(field, its?.default);
  });
  return Object.fromEntries(fields);
}

test.each(kinds)("the form of $type gives back what it is filled with", ({ schema }) => {
  const field = fieldOf(schema);
  fc.assert(
    fc.property(valuesOf(schema), (value) => {
      const problems: Problem[] = [];
      expect(read(field, fill(field, value), problems)).toEqual(withoutDefaults(schema, value));
      expect(problems).toEqual([]);
    }),
  );
});

test.each(kinds)(
  "the example of $type is still one after it went through its form",
  ({ type, schema, example }) => {
    const field = fieldOf(schema);
    const spec = { type, ...(read(field, fill(field, example)) as object) };
    expect(rewardSpecSchema.parse(spec)).toEqual(rewardSpecSchema.parse(example));
  },
);

test("every reward is asked for by controls; JSON is written only where anything may stand", () => {
  const raw = kinds.flatMap(({ type, schema }) =>
    jsonFields(fieldOf(schema)).map((name) => `${type}.${name}`),
  );
  expect(raw).toEqual(["json_schema.schema"]);
});

test("what cannot be read is told with its place", () => {
  const field = fieldOf({
    type: "object",
    properties: {
      list: { type: "array", items: { type: "object", properties: { count: { type: "integer" } } } },
      schema: {},
    },
  });
  const form = fill(field, { list: [{ count: 1 }], schema: {} });
  if (form.kind !== "group" || form.members.schema?.kind !== "json") throw new Error("not the form expected");
  form.members.schema.text = "{";
  const [item] = form.members.list?.kind === "list" ? form.members.list.items : [];
  if (item?.kind === "group" && item.members.count?.kind === "number") item.members.count.text = "many";
  const problems: Problem[] = [];
  read(field, form, problems);
  expect(problems).toEqual([
    { pointer: "/list/0/count", message: "must be a number" },
    { pointer: "/schema", message: expect.stringContaining("is not JSON") },
  ]);
});

test("an empty form asks for nothing", () => {
  for (const { schema } of kinds) {
    const field = fieldOf(schema);
    const { required = [] } = schema;
    if (required.length === 1) expect(read(field, fill(field, undefined))).toEqual({});
  }
});

function jsonFields(field: Field): string[] {
  if (field.kind !== "group") return field.kind === "json" ? [""] : [];
  return field.members.flatMap(({ name, field }) => jsonFields(field).map((inner) => name + inner));
}
