import fc from "fast-check";
import { expect, test } from "vitest";
import { indicesOfLargest } from "../../src/decode/distribution.ts";
import { prepareRewards } from "../../src/reward/prepare.ts";
import { rewardSpecSchema } from "../../src/reward/registry.ts";
import { Scorer } from "../../src/reward/scorer.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { someContext } from "../reward/judge.ts";
import { alignTiny } from "../support/align-tiny.ts";
import { logitsAlone } from "../support/search-parts.ts";
import { tinyModel } from "../support/tiny-model.ts";

const prompt = "the people of the";
const [k, maxTokens] = [3, 4];

/** Every answer that the model's `k` most probable tokens make up, with what comes before it. */
async function allAnswers(): Promise<{ text: string; tokens: number }[]> {
  const model = await tinyModel();
  const begun = model.tokenizer.encode(prompt);
  const answers: { text: string; tokens: number }[] = [];
  const grow = async (path: number[]): Promise<void> => {
    const text = model.tokenizer.decode(path);
    if (path.length === maxTokens) {
      answers.push({ text, tokens: path.length });
      return;
    }
    const logits = (await logitsAlone(model, [...begun, ...path])).at(-1) ?? new Float32Array();
    for (const token of indicesOfLargest(logits, k)) {
      if (!model.endTokens.has(token)) await grow([...path, token]);
      else if (path.length > 0) answers.push({ text, tokens: path.length });
    }
  };
  await grow([]);
  return answers;
}

const specs = fc.array(
  fc.oneof(
    fc.record({
      type: fc.constant("letter_frequency"),
      letter: fc.constantFrom("a", "e", "n", "s", "t"),
      min: fc.integer({ min: 1, max: 6 }),
    }),
    fc.record({
      type: fc.constant("length"),
      unit: fc.constant("characters"),
      target: fc.integer({ min: 2, max: 40 }),
    }),
    fc.record({ type: fc.constant("keywords"), include: fc.constantFrom(["in"], ["people", "of"], ["and"]) }),
    fc.record({ type: fc.constant("diversity"), n: fc.constant(1), min: fc.constantFrom(0.5, 1) }),
  ),
  { minLength: 1, maxLength: 3 },
);

test("with a budget that is no matter, no answer of the tree is better than what auto finds", async () => {
  const answers = await allAnswers();
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(specs, fc.boolean(), fc.boolean(), async (chosen, guide, hard) => {
      const rewards = chosen.map((spec, index) => ({
        ...spec,
        name: `${spec.type} ${index}`,
        guide,
        enforce: hard && index === 0 ? "hard" : "soft",
      }));
      const prepared = await prepareRewards(
        rewards.map((spec) => parseOrRefuse(rewardSpecSchema, spec)),
        someContext,
      );
      const scorer = new Scorer(prepared, { mode: "gated" });
      const optimum = Math.max(
        ...answers.map((text) => scorer.score({ ...text, logProbability: -1 }, () => {}).reward.total),
      );
      const found = await alignTiny({
        prompt,
        rewards,
        max_tokens: maxTokens,
        search: { strategy: "auto", k },
        budget: { forward_tokens: 100_000, reward_calls: 100_000, steps: 20_000 },
      });
      compared++;
      expect(found.choices[0]?.reward.total).toBeGreaterThanOrEqual(optimum - 1e-9);
    }),
    { numRuns: 60, seed: 20261122 },
  );
  expect(compared).toBe(60);
});
