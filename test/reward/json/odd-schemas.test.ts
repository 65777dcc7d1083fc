import { describe, expect, test } from "vitest";
import { judge, prepared } from "../judge.ts";

const of = (schema: unknown, text: string) => judge({ type: "json_schema", schema }, text);

/** A schema that leads to `last` in 2^levels ways. */
function inManyWays(levels: number, last: object, beside: object = {}) {
  const definitions: Record<string, object> = { [`d${levels}`]: last };
  for (let level = 0; level < levels; level++) {
    const next = { $ref: `#/$defs/d${level + 1}` };
    definitions[`d${level}`] = { allOf: [next, next] };
  }
  return { $ref: "#/$defs/d0", ...beside, $defs: definitions };
}

describe("what a schema says in many ways is said once", () => {
  test("where it leaves properties unevaluated", async () => {
    const schema = inManyWays(40, { properties: { a: true } }, { unevaluatedProperties: false });
    expect((await of(schema, '{"a":1}')).value).toBe(1);
    expect(await of(schema, '{"b":1}')).toMatchObject({ value: 0.5, measure: 1 });
  });

  test("where it is not satisfied", async () => {
    expect(await of(inManyWays(40, { type: "string" }), "5")).toMatchObject({ value: 0.5, measure: 1 });
  });
});

test("a number beyond all numbers is wrong, not an error", async () => {
  expect(await of({ multipleOf: 2 }, "1e400")).toMatchObject({ value: 0.5, measure: 1 });
});

test("what is nested too deeply is told so, in texts and in schemas", async () => {
  const lists = { $ref: "#/$defs/list", $defs: { list: { type: "array", items: { $ref: "#/$defs/list" } } } };
  for (const depth of [200, 9000]) {
    const text = "[".repeat(depth) + "]".repeat(depth);
    expect(await of(lists, text)).toMatchObject({ measure: 1, explain: "nested more than 128 deep" });
  }
  const deep = JSON.parse("[".repeat(3000) + "]".repeat(3000)) as unknown;
  const refused = prepared({ type: "json_schema", schema: { const: deep } });
  await expect(refused).rejects.toMatchObject({ code: "invalid_request", param: "/schema" });
});

test("a property called name is not taken for the name of the one that it is in", async () => {
  const short = { $ref: "#/$defs/short" };
  const schema = {
    $defs: { short: { type: "string", maxLength: 3 } },
    type: "object",
    propertyNames: short,
    properties: { a: { type: "object", properties: { name: short } } },
  };
  expect((await of(schema, '{"a":{"name":"too long"}}')).value).toBe(0.5);
  expect((await of(schema, '{"a":{"name":"abc"}}')).value).toBe(1);
});

test("what is not JSON has something wrong with it, as a measure, too", async () => {
  expect(await of({ type: "object" }, "not JSON")).toMatchObject({ value: 0, measure: 1 });
});
