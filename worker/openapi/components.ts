/**
 * Names for the schemas that are told of more than once.
 *
 * @module
 */
import type { z } from "zod";
import { rewardDefinitions } from "../../src/reward/registry.ts";
import { strategyDefinitions } from "../../src/search/registry.ts";
import { budgetSchema, usageSchema } from "../../src/spec/budget.ts";
import { modelSchema, rewardEntrySchema, strategyEntrySchema } from "../../src/spec/catalogues.ts";
import { combineSchema } from "../../src/spec/combine.ts";
import { errorSchema } from "../../src/spec/error.ts";
import { messageSchema } from "../../src/spec/message.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";
import { alignmentSchema, choiceSchema, combinedScoreSchema } from "../../src/spec/result.ts";
import { traceSchema } from "../../src/spec/trace.ts";

export const components: Record<string, z.ZodType> = {
  AlignRequest: alignRequestSchema,
  Alignment: alignmentSchema,
  Budget: budgetSchema,
  Choice: choiceSchema,
  Combine: combineSchema,
  Error: errorSchema,
  Message: messageSchema,
  Model: modelSchema,
  Reward: rewardEntrySchema,
  Score: combinedScoreSchema,
  Strategy: strategyEntrySchema,
  Trace: traceSchema,
  Usage: usageSchema,
  ...named("Reward", rewardDefinitions, ({ type }) => type),
  ...named("Strategy", strategyDefinitions, ({ name }) => name),
};

/** `json_schema` as `JsonSchemaReward`. */
function named<Definition extends { schema: z.ZodType }>(
  kind: string,
  definitions: readonly Definition[],
  nameOf: (definition: Definition) => string,
): Record<string, z.ZodType> {
  const pascal = (name: string) =>
    name.replaceAll(/(?:^|_)(.)/gu, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(
    definitions.map((definition) => [`${pascal(nameOf(definition))}${kind}`, definition.schema]),
  );
}
