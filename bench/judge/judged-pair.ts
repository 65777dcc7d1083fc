/**
 * What a judge makes of two answers to the same prompt.
 *
 * @module
 */
import { Meter } from "../../src/budget/meter.ts";
import { noWishes } from "../../src/decode/alternatives.ts";
import { Decoder } from "../../src/decode/decoder.ts";
import { TokenTree } from "../../src/decode/token-tree.ts";
import { noTracer } from "../../src/decode/tracer.ts";
import type { LanguageModel } from "../../src/model/language-model.ts";
import { noTextModels } from "../../src/model/text-models.ts";
import { preparePrompt } from "../../src/prompt.ts";
import { requestRewards } from "../../src/request-rewards.ts";
import { assessTexts } from "../../src/reward/reward.ts";
import type { Clock } from "../../src/runtime/platform.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";

export interface Pair {
  standard?: string;
  question?: string;
  to?: string;
  prompt: string;
  better: string;
  worse: string;
}

/** The probabilities of yes for both answers, and the forward tokens that they took together. */
export async function judgedPair(
  model: LanguageModel,
  clock: Clock,
  { prompt, better, worse, ...spec }: Pair,
): Promise<{ better: number; worse: number; forwardTokens: number }> {
  const request = parseOrRefuse(alignRequestSchema, {
    messages: [{ role: "user", content: prompt }],
    rewards: [{ type: "judge", ...spec }],
    budget: { time_ms: 600_000 },
  });
  const { tokens, maxTokens } = preparePrompt(request, model);
  const tree = new TokenTree();
  const trunk = tree.plant(tokens);
  const parts = { model, textModels: noTextModels, tree, trunk, mostTokens: maxTokens };
  const { rewards, readPrompt } = await requestRewards(request, parts);
  const [reward] = rewards;
  if (!reward) throw new Error("the request has a judge");
  const meter = new Meter(request.budget, clock);
  const session = model.open();
  try {
    const { maxRows } = model;
    const decoder = new Decoder({
      session,
      maxRows,
      tree,
      meter,
      clock,
      signal: undefined,
      tracer: noTracer,
      heads: 0,
      wishes: noWishes,
    });
    await readPrompt(decoder);
    const before = meter.forwardTokens;
    const pieces = [better, worse].map((text) => ({ text, tokens: 0, logProbability: null }));
    const [one, other] = await assessTexts(reward, pieces);
    return {
      better: one?.measure ?? 0,
      worse: other?.measure ?? 0,
      forwardTokens: meter.forwardTokens - before,
    };
  } finally {
    session.close();
  }
}
