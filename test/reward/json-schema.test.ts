import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge, prepared } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";

const person = {
  type: "object",
  properties: {
    name: { type: "string" },
    age: { type: "integer", minimum: 0, maximum: 120 },
    mood: { enum: ["happy", "sad"] },
  },
  required: ["name", "age"],
  additionalProperties: false,
};

const ofPerson = { type: "json_schema", schema: person };

/** The reward's state after the text. */
async function outlook(text: string, spec: object = ofPerson) {
  const reward = await prepared(spec);
  const state = reward.advance(reward.begin(), { text, tokens: 1, logProbability: -1 });
  return {
    bound: reward.bound?.(state),
    midway: reward.propose?.(state, "midway"),
    ending: reward.propose?.(state, "ending"),
    shortfall: reward.shortfall?.(state),
  };
}

describe("json_schema", () => {
  test.each([
    ['{"name": "Ann", "age": 7}', 1, "valid"],
    ['\n{"age":7,"name":"Ann","mood":"sad"}\n', 1, "valid"],
    ['{"name": "Ann", "age": 121}', 0.5, "/age must be at most 120"],
    [
      '{"name": "Ann", "age": 1.5, "mood": "so"}',
      0.25,
      '/age must be a whole number; /mood must be one of "happy", "sad"',
    ],
    ['{"name": "Ann"}', 0.5, 'the value must have "age"'],
    ['{"name": "Ann", "age": 7, "pet": 1}', 0.5, "/pet must not be there"],
    ['"Ann"', 0.5, "the value must be an object"],
    ["Ann is 7.", 0, "not JSON"],
    ['```json\n{"name": "Ann", "age": 7}\n```', 0, "not JSON: a code fence stands around it"],
  ])("%j: %d, %s", async (text, value, explain) => {
    expect(await judge(ofPerson, text)).toMatchObject({ value, explain });
  });

  test("a valid text in another form than is followed is not quite satisfied", async () => {
    for (const text of [
      '{"name": "Ann",\n\n"age": 7}',
      '{"name": "Ann", "age": 7e0}',
      '{"age": 1, "name": "Ann", "age": 7}',
    ]) {
      expect(await judge(ofPerson, text), text).toMatchObject({ value: 0.9, measure: 0 });
    }
    expect((await judge({ ...ofPerson, whitespace: "compact" }, '{"name": "Ann","age":7}')).value).toBe(0.9);
    expect((await judge({ ...ofPerson, whitespace: "compact" }, ' {"name":"Ann","age":7}')).value).toBe(1);
  });

  test("says what must come next", async () => {
    expect((await outlook("")).midway).toEqual(['{"name": "']);
    expect((await outlook('{"na')).midway).toEqual(['me": "']);
    expect((await outlook('{"name": "Ann')).midway).toEqual(['", "age": ']);
    expect((await outlook('{"name": "Ann", "age": 12')).midway).toEqual(["}", ', "mood": "']);
    expect((await outlook('{"name": "Ann", "age": 12, "mood": "')).midway).toEqual(['sad"}', 'happy"}']);
    expect(
      (await outlook('{"name":"Ann","age":', { ...ofPerson, whitespace: "compact" })).midway,
    ).toHaveLength(10);
  });

  test("says what would complete the text", async () => {
    expect(await outlook('{"name": "An')).toMatchObject({ ending: ['","age":0}'], shortfall: 10 });
    expect(await outlook('{"name": "An\\')).toMatchObject({ ending: ['"","age":0}'] });
    expect(await outlook('{"name": "Ann", "age": 7}')).toMatchObject({
      ending: [],
      midway: [],
      shortfall: 0,
    });
  });

  test("knows at once what cannot be completed", async () => {
    for (const text of [
      '{"name',
      '{"age": 13',
      '{"age": 1',
      '{"age": 120',
      '{"mood": "h',
      '{"name": "\\ud83d\\ude',
      "\n{",
    ]) {
      expect((await outlook(text)).bound, text).toBe(1);
    }
    for (const text of [
      "[",
      "x",
      '{"names',
      '{"\\u006e',
      '{"name": "a",\n"age"\n',
      '{"name": "a" ,',
      '{"age": 121',
      '{"age": 1.',
      '{"age": -',
      '{"mood": "x',
      '{"mood": "hs',
      '{"name": "\\ud83dx',
      '{"name": "a",}',
      "\n\n{",
    ]) {
      expect((await outlook(text)).bound, text).toBeLessThan(1);
    }
  });

  test("keeps every property that rewards must have", async () => {
    const schemas = [
      person,
      { type: "array", items: { type: "string", pattern: "^a+b$" }, minItems: 1, maxItems: 2 },
      {
        anyOf: [
          { type: "boolean" },
          { type: "object", properties: { a: { type: "number", exclusiveMinimum: 0 } }, required: ["a"] },
        ],
      },
      { type: "array", items: { enum: ["a", "ab", 1, 10, null] }, uniqueItems: true },
      true,
    ];
    await expectRewardProperties(
      fc.record({
        type: fc.constant("json_schema"),
        schema: fc.constantFrom(...schemas),
        whitespace: fc.constantFrom("any", "compact"),
      }),
      fc.oneof(
        {
          weight: 3,
          arbitrary: fc.constantFrom(
            '{"name":"Ann",',
            '"age": 7',
            "}",
            "[",
            '"aab"',
            ",",
            "]",
            "1",
            "0",
            "null",
            " ",
          ),
        },
        fc.constantFrom(
          '"',
          "a",
          "\\",
          "u00",
          "4",
          '{"a"',
          ":",
          '"ab"',
          "true",
          "\n",
          "-",
          ".",
          "e",
          "{",
          '"mood":"sad"',
          "😀",
        ),
      ),
    );
  });
});
