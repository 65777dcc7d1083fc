import { noTextModels } from "../../src/model/text-models.ts";
import { definitionOf, rewardSpecSchema } from "../../src/reward/registry.ts";
import { judgeText, type PreparedReward, type RewardContext } from "../../src/reward/reward.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";

/** A request that says nothing in particular; its model would answer "The sea is salty." */
export const someContext: RewardContext = {
  prompt: "Why is the sea salty?",
  isContinued: false,
  greedy: () => ({ text: "The sea is salty.", tokens: 5, logProbability: -5 }),
  heads: [],
  promptReadings: () => [],
  textModels: noTextModels,
  reader: null,
};

/** The reward of `spec`, read as a request's would be. */
export async function prepared(spec: object, context: Partial<RewardContext> = {}): Promise<PreparedReward> {
  const parsed = parseOrRefuse(rewardSpecSchema, spec);
  return definitionOf(parsed).prepare(parsed, { ...someContext, ...context });
}

/** What the reward of `spec` says of `text`. */
export async function judge(spec: object, text: string, tokens = 0) {
  return judgeText(await prepared(spec), { text, tokens, logProbability: null });
}
