import { expect, test } from "vitest";
import { modelSchema, rewardEntrySchema, strategyEntrySchema } from "../../src/spec/catalogues.ts";
import { healthSchema } from "../../src/spec/health.ts";
import { scoresSchema } from "../../src/spec/score.ts";
import { tokensSchema } from "../../src/spec/tokenize.ts";
import { tinyClient } from "./tiny-client.ts";

const client = tinyClient();

test("models, rewards and strategies are lists of what can be asked for", async () => {
  const [models, rewards, strategies] = await Promise.all([
    client.models(),
    client.rewards(),
    client.strategies(),
  ]);
  expect(models.map((model) => modelSchema.parse(model).id)).toEqual(["tiny"]);
  expect(rewards.map((reward) => rewardEntrySchema.parse(reward).id)).toContain("keywords");
  expect(strategies.map((strategy) => strategyEntrySchema.parse(strategy).id)).toContain("auto");
});

test("health tells what the model takes", async () => {
  expect(healthSchema.parse(await client.health())).toMatchObject({ status: "ok", model: "tiny" });
});

test("texts are scored and tokenized", async () => {
  const rewards = [{ type: "length", unit: "words", max: 1 } as const];
  const scores = await client.score({ prompt: "the people", texts: [" of", " of the"], rewards });
  expect(scoresSchema.parse(scores).data.map(({ reward }) => reward.total)).toEqual([1, 0]);
  const { pieces } = tokensSchema.parse(await client.tokenize({ text: "the people" }));
  expect(pieces.join("")).toBe("the people");
});
