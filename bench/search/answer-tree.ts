/**
 * All answers of a small tree, and the best of them.
 *
 * @module
 */

import fc from "fast-check";
import { noCharge } from "../../src/budget/funds.ts";
import { indicesOfLargest } from "../../src/decode/distribution.ts";
import type { LanguageModel, ModelSession } from "../../src/model/language-model.ts";
import { noTextModels } from "../../src/model/text-models.ts";
import { prepareRewards } from "../../src/reward/prepare.ts";
import { rewardSpecSchema } from "../../src/reward/registry.ts";
import { Scorer } from "../../src/reward/scorer.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";

export interface AnswerTree {
  prompt: string;
  /** How many tokens may follow each. */
  k: number;
  maxTokens: number;
}

interface ListedAnswer {
  text: string;
  tokens: number;
}

/** Every answer that the model's `k` most probable tokens make up, with what comes before it. */
export async function listAnswers(
  model: LanguageModel,
  { prompt, k, maxTokens }: AnswerTree,
): Promise<ListedAnswer[]> {
  const begun = model.tokenizer.encode(prompt);
  const answers: ListedAnswer[] = [];
  const session = model.open();
  const grow = async (path: readonly number[]): Promise<void> => {
    const answer = { text: model.tokenizer.decode([...path]), tokens: path.length };
    if (path.length === maxTokens) {
      answers.push(answer);
      return;
    }
    for (const token of indicesOfLargest(await logitsAfter(session, [...begun, ...path]), k)) {
      if (!model.endTokens.has(token)) await grow([...path, token]);
      else if (path.length > 0) answers.push(answer);
    }
  };
  await grow([]);
  session.close();
  return answers;
}

/** Computes the whole text again, into the same slots: it is short. */
async function logitsAfter(session: ModelSession, tokens: readonly number[]): Promise<Float32Array> {
  const rows = tokens.map((token, position) => ({
    token,
    position,
    slot: position,
    ancestors: Int32Array.from({ length: position }, (_, slot) => slot),
    wantsLogits: position === tokens.length - 1,
  }));
  const [logits] = await session.step(rows);
  return logits?.values ?? new Float32Array();
}

/** The highest total that any of the answers has. */
export async function optimumOf(
  answers: readonly ListedAnswer[],
  rewards: readonly object[],
): Promise<number> {
  const specs = rewards.map((spec) => parseOrRefuse(rewardSpecSchema, spec));
  const prepared = await prepareRewards(specs, {
    prompt: "",
    isContinued: true,
    greedy: () => null,
    heads: [],
    promptReadings: () => [],
    textModels: noTextModels,
    reader: null,
  });
  const scorer = new Scorer(prepared, { mode: "gated" });
  let most = 0;
  for (const text of answers) {
    const { reward } = await scorer.score({ ...text, logProbability: -1 }, noCharge);
    most = Math.max(most, reward.total);
  }
  return most;
}

const kinds = fc.oneof(
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
);

/** Rewards of one request, up to three, which guide or judge whole texts only. */
export const randomSpecs = fc
  .record({
    chosen: fc.array(kinds, { minLength: 1, maxLength: 3 }),
    guide: fc.boolean(),
    hard: fc.boolean(),
  })
  .map(({ chosen, guide, hard }) =>
    chosen.map((spec, index) => ({
      ...spec,
      name: `${spec.type} ${index}`,
      guide,
      enforce: hard && index === 0 ? "hard" : "soft",
    })),
  );
