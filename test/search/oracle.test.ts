import fc from "fast-check";
import { expect, test } from "vitest";
import { listAnswers, optimumOf, randomSpecs } from "../../bench/search/answer-tree.ts";
import { alignTiny } from "../support/align-tiny.ts";
import { tinyModel } from "../support/tiny-model.ts";

const tree = { prompt: "the people of the", k: 3, maxTokens: 4 };

test("with a budget that is no matter, no answer of the tree is better than what auto finds", async () => {
  const answers = await listAnswers(await tinyModel(), tree);
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(randomSpecs, async (rewards) => {
      const optimum = await optimumOf(answers, rewards);
      const found = await alignTiny({
        prompt: tree.prompt,
        rewards,
        max_tokens: tree.maxTokens,
        search: { strategy: "auto", k: tree.k },
        budget: { forward_tokens: 100_000, reward_calls: 100_000, steps: 20_000 },
      });
      compared++;
      expect(found.choices[0]?.reward.total).toBeGreaterThanOrEqual(optimum - 1e-9);
    }),
    { numRuns: 60, seed: 20261122 },
  );
  expect(compared).toBe(60);
});
