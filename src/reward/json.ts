/**
 * `json`: the text is one JSON value.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { jsonClaims } from "./json/json-claims.ts";
import { jsonFields } from "./json/json-fields.ts";
import { jsonJudge, work } from "./json/json-judge.ts";
import { readSchema } from "./json/schema/read-schema.ts";
import { Goals } from "./json/shapes/goals.ts";
import { defineReward } from "./reward.ts";

const called = { object: "one JSON object", array: "one JSON array", any: "one JSON value" };

export const json = defineReward({
  type: "json",
  description:
    "The text is valid JSON and nothing else: no code fence around it. Where hard, answers are so by construction, at every token.",
  schema: rewardFieldsSchema.extend({
    type: z.literal("json"),
    root: z
      .enum(["object", "array", "any"])
      .default("object")
      .meta({ description: "What the whole must be." }),
    ...jsonFields,
  }),

  example: { type: "json", root: "object" },
  guides: ["prefix", "bound", "propose"],
  cost: "one step of an automaton for each character",
  constructive: true,

  prepare({ root, whitespace, max_depth: depth }) {
    const schema = readSchema(root === "any" ? true : { type: root }, "/root");
    const goal = Goals.of(schema, depth);
    const form = { whiteSpace: whitespace, depth };
    return {
      ...jsonJudge(schema, goal, form),
      work,
      claims: jsonClaims(goal, form),
    };
  },

  instruction: ({ root }) => `Answer with nothing but ${called[root]}.`,
});
