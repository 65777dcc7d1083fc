/**
 * From alignments to what OpenAI's answers have in common.
 *
 * @module
 */
import type { OpenAiUsage } from "../../src/spec/openai/answer.ts";
import type { Alignment, Choice } from "../../src/spec/result.ts";

/** All that was explored, with what of it was dropped. */
export function openAiUsage({ usage }: Pick<Alignment, "usage">): OpenAiUsage {
  const { prompt_tokens, completion_tokens: returned, forward_tokens, cached_tokens } = usage;
  const explored = forward_tokens + cached_tokens - prompt_tokens;
  // The last token of an answer need not be computed.
  const completion_tokens = Math.max(explored, returned);
  return {
    prompt_tokens,
    completion_tokens,
    total_tokens: prompt_tokens + completion_tokens,
    // An upstream counts those of every call.
    prompt_tokens_details: { cached_tokens: Math.min(cached_tokens, prompt_tokens) },
    completion_tokens_details: {
      accepted_prediction_tokens: returned,
      rejected_prediction_tokens: completion_tokens - returned,
    },
  };
}

/** What the search says of an answer. */
export function choiceReport({ reward, logprob, tokens }: Choice) {
  return { reward, logprob, tokens };
}

/** What it says of itself. */
export function searchReport({ seed, usage, budget, diagnosis, trace }: Alignment) {
  return { seed, usage, budget, ...(diagnosis && { diagnosis }), ...(trace && { trace }) };
}

/**
 * What an answer begins with, whole or in chunks.
 *
 * @param fingerprint - of the model's package; null where there is none
 */
export function answerHead(prefix: "chatcmpl" | "cmpl", model: string, fingerprint: string | null) {
  return {
    id: `${prefix}-${crypto.randomUUID()}`,
    created: Math.floor(Date.now() / 1000),
    model,
    ...(fingerprint !== null && { system_fingerprint: fingerprint }),
  };
}
