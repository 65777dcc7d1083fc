/**
 * `json_schema`: the text is JSON that satisfies a schema.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { jsonClaims } from "./json/json-claims.ts";
import { jsonFields } from "./json/json-fields.ts";
import { type JsonState, jsonJudge, work } from "./json/json-judge.ts";
import { readSchema } from "./json/schema/read-schema.ts";
import { refusal } from "./json/schema/refusal.ts";
import { Goals } from "./json/shapes/goals.ts";
import { deepest, isNestedBeyond, isObject, type JsonValue } from "./json/value.ts";
import { defineReward } from "./reward.ts";

/** Longest schema, in characters of its JSON. */
const mostCharacters = 32_768;
/** Longest schema that is put into a prompt. */
const mostInstructed = 4000;

export const jsonSchema = defineReward({
  type: "json_schema",
  description:
    "The text is JSON that satisfies a JSON Schema (2020-12, 2019-09, draft 7 or 6), and nothing else. Where hard, answers are so by construction, at every token. What cannot be kept to is refused with its pointer.",
  schema: rewardFieldsSchema.extend({
    type: z.literal("json_schema"),
    schema: z
      .unknown()
      .refine((schema) => isObject(schema) || typeof schema === "boolean", {
        message: "must be an object or a boolean",
        abort: true,
      })
      .refine((schema) => !isNestedBeyond(schema, deepest), {
        message: `at most ${deepest} levels deep`,
        abort: true,
      })
      .refine((schema) => lengthOf(schema) <= mostCharacters, `at most ${mostCharacters} characters of JSON`)
      .meta({
        description:
          "The schema. Of 2020-12 all but `$dynamicRef` and `$vocabulary`; `$ref` leads within the schema; `uniqueItems` where no item may be an array or object; `format` counts, by plain grammars that leave rare spellings out (a `uri` is one of http or https with few labels in its host). Whole numbers are written without a fraction, bounded ones without an exponent, multiples of a fraction as far as floating-point division agrees.",
      }),
    ...jsonFields,
  }),

  example: {
    type: "json_schema",
    schema: {
      type: "object",
      properties: {
        name: { type: "string", maxLength: 40 },
        age: { type: "integer", minimum: 0, maximum: 120 },
        mood: { enum: ["happy", "sad"] },
      },
      required: ["name", "age", "mood"],
      additionalProperties: false,
    },
  },
  guides: ["prefix", "bound", "propose"],
  cost: "one step of an automaton for each character",
  constructive: true,

  prepare({ schema, whitespace, max_depth: depth }) {
    const node = readSchema(jsonOf(schema), "/schema");
    const goal = Goals.of(node, depth);
    const form = { whiteSpace: whitespace, depth };
    return {
      ...jsonJudge(node, goal, form),
      options: ({ document }: JsonState) => document.options(),
      work,
      claims: jsonClaims(goal, form),
    };
  },

  instruction({ schema }) {
    const text = JSON.stringify(schema);
    if (text.length > mostInstructed) return "Answer with nothing but JSON.";
    return `Answer with nothing but JSON that satisfies this JSON Schema: ${text}`;
  },
});

/** Read anew: so it is JSON and nothing else, and nobody changes it meanwhile. */
function jsonOf(schema: unknown): JsonValue {
  return JSON.parse(JSON.stringify(schema), (name: string, value: unknown) => {
    const isText = name.isWellFormed() && (typeof value !== "string" || value.isWellFormed());
    if (!isText) throw refusal("/schema", "lone surrogates are not text");
    return value;
  });
}

function lengthOf(schema: unknown): number {
  try {
    return JSON.stringify(schema)?.length ?? Number.POSITIVE_INFINITY;
  } catch {
    // It contains itself.
    return Number.POSITIVE_INFINITY;
  }
}
