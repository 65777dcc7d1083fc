import { describe, expect, test } from "vitest";
import { TillerError } from "../../../src/spec/tiller-error.ts";
import { prepared } from "../judge.ts";

/** Where and why a schema is refused, as a client would be told; null where it is not. */
async function refusalOf(schema: unknown, fields: object = {}): Promise<string | null> {
  try {
    await prepared({ type: "json_schema", schema, ...fields });
    return null;
  } catch (error) {
    if (!(error instanceof TillerError)) throw error;
    expect(error.code).toBe("invalid_request");
    return `${error.param} ${error.message}`;
  }
}

const nested = (depth: number): object => (depth === 0 ? {} : { items: nested(depth - 1) });
const chained = (length: number) => ({
  $ref: "#/$defs/n0",
  $defs: Object.fromEntries(
    [...Array(length).keys()].map((index) => [
      `n${index}`,
      { allOf: [{ $ref: `#/$defs/n${(index + 1) % length}` }] },
    ]),
  ),
});

describe("schemas that are refused", () => {
  test.each<[unknown, string]>([
    [
      { properties: { x: { $dynamicRef: "#a" } } },
      "/schema/properties/x/$dynamicRef this keyword is not supported",
    ],
    [
      { properties: { "a/b~": { nullable: true } } },
      "/schema/properties/a~1b~0/nullable this keyword is not supported",
    ],
    [{ $defs: { unused: { foo: 1 } } }, "/schema/$defs/unused/foo this keyword is not supported"],
    [
      { type: "text" },
      "/schema/type must be null, boolean, integer, number, string, array, object, or a list of these",
    ],
    [{ enum: "a" }, "/schema/enum must be a list"],
    [{ enum: [] }, "/schema no value satisfies it"],
    [{ minimum: "1" }, "/schema/minimum must be a number"],
    [{ minLength: 1.5 }, "/schema/minLength must be a whole number from 0 on"],
    [{ items: [{}] }, "/schema/items must be a schema; prefixItems takes a list of them"],
    [{ anyOf: [1] }, "/schema/anyOf/0 must be a schema"],
    [{ allOf: [] }, "/schema/allOf must not be empty"],
    [{ multipleOf: 0 }, "/schema/multipleOf must be above 0"],
    [{ pattern: "(a" }, "/schema/pattern"],
    [{ items: { pattern: "a(?=b)" } }, "/schema/items/pattern"],
    [{ pattern: "(a|b)*a(a|b){16}c" }, "/schema/pattern too large a pattern"],
    [{ format: "colour" }, "/schema/format this format is not known"],
    [{ $schema: "http://json-schema.org/draft-04/schema#" }, "/schema/$schema this dialect is not known"],
    [{ $ref: "#/$defs/a" }, "/schema/$ref leads to no schema within this one: #/$defs/a"],
    [{ $ref: "https://example.com/a.json" }, "/schema/$ref leads to no schema within this one"],
    [{ $ref: "#" }, "/schema refers to itself without end"],
    [chained(3), "/schema/$defs/n0 refers to itself without end"],
    [{ type: "object", properties: { a: { $ref: "#" } }, required: ["a"] }, "/schema no value satisfies it"],
    [{ type: "integer", exclusiveMinimum: 1, maximum: 1.5 }, "/schema no value satisfies it"],
    [{ not: {} }, "/schema no value satisfies it"],
    [{ not: { uniqueItems: true } }, "/schema/not/uniqueItems not supported where it must not hold"],
    [{ uniqueItems: true }, "/schema/uniqueItems supported only where no item may be an array or object"],
    [
      { type: "object", not: { additionalProperties: { type: "string" } } },
      "/schema/not/additionalProperties not supported where it must not hold",
    ],
    [{ enum: [...Array(501).keys()] }, "/schema/enum at most 500 values"],
    [nested(40), `/schema${"/items".repeat(33)} nested deeper than 32 schemas`],
    [{ anyOf: Array(600).fill({}) }, "/schema/anyOf/499 more than 500 schemas in one"],
    [{ description: "a".repeat(40_000) }, "/schema at most 32768 characters of JSON"],
    [{ minItems: 5000 }, "/schema/minItems at most 500"],
    [{ enum: ["\ud800"] }, "/schema lone surrogates are not text"],
    [7, "/schema must be an object or a boolean"],
    [false, "/schema no value satisfies it"],
  ])("%j: %s", async (schema, refusal) => {
    expect(await refusalOf(schema)).toContain(refusal);
  });

  test("what is nested deeper than is asked for", async () => {
    const schema = { type: "array", items: { type: "array", minItems: 1 }, minItems: 1 };
    expect(await refusalOf(schema, { max_depth: 1 })).toContain(
      "no value satisfies it, unless nested deeper than 1",
    );
    expect(await refusalOf(schema, { max_depth: 2 })).toBeNull();
  });

  test("more alternatives than can be followed", async () => {
    const choice = (name: string) => ({ anyOf: [{ required: [`${name}1`] }, { required: [`${name}2`] }] });
    const allOf = [..."abcdefghij"].map(choice);
    expect(await refusalOf({ type: "object", allOf: allOf.slice(0, 6) })).toBeNull();
    expect(await refusalOf({ type: "object", allOf })).toContain("/schema/allOf more than 256 combinations");
  });
});

describe("schemas that are taken, though they look odd", () => {
  test.each<[string, unknown]>([
    [
      "names that objects have by nature",
      JSON.parse('{"properties":{"__proto__":{"type":"string"},"constructor":{}},"required":["__proto__"]}'),
    ],
    ["look-ahead at a pattern's beginning", { pattern: "^(?=.*[A-Z])(?=.*\\d)(?!.*pass)[ -~]{8,}$" }],
    ["references to themselves", { type: "object", properties: { child: { $ref: "#" } } }],
    [
      "tuples of an earlier draft",
      { $schema: "http://json-schema.org/draft-07/schema#", items: [{}], additionalItems: false },
    ],
    [
      "annotations",
      { title: "A", examples: [1], default: 3, deprecated: true, contentMediaType: "text/plain" },
    ],
    [
      "a name of its own",
      {
        $id: "https://example.com/a",
        $defs: { b: { $id: "b", type: "null" } },
        $ref: "https://example.com/b",
      },
    ],
  ])("%s", async (_, schema) => {
    expect(await refusalOf(schema)).toBeNull();
  });
});
