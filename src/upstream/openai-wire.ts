/**
 * What servers with OpenAI's API answer, as far as it is read. They differ in what they leave out and what they add.
 *
 * @module
 */
import { z } from "zod";
import type { FinishReason } from "../spec/ending.ts";
import type { Proposed, Segment, UpstreamCall } from "./upstream.ts";
import { unavailable } from "./upstream-error.ts";

const count = z.int().nonnegative();

/** llama.cpp and vLLM count the end token, for which the text is empty. */
const chatLogprobsSchema = z.object({ content: z.array(z.object({ logprob: z.number() })) });
const legacyLogprobsSchema = z.object({ token_logprobs: z.array(z.number()) });

const choiceSchema = z.object({
  index: count.optional(),
  /** Of `/completions`. */
  text: z.string().optional(),
  /** Of `/chat/completions`; no content where nothing was written. */
  message: z.object({ content: z.string().nullish() }).optional(),
  finish_reason: z.string().nullish(),
  logprobs: z.union([chatLogprobsSchema, legacyLogprobsSchema]).nullish(),
});

export const usageSchema = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  prompt_tokens_details: z.object({ cached_tokens: count.nullish() }).nullish(),
});

export const completionSchema = z.object({ choices: z.array(choiceSchema), usage: usageSchema });

export const errorBodySchema = z.object({ error: z.object({ message: z.string() }) });

type Choice = z.infer<typeof choiceSchema>;
type Usage = z.infer<typeof usageSchema>;

/** @throws TillerError `upstream_unavailable` for what has not as many samples, or no usage: nothing is estimated */
export function readCompletion(body: unknown, { count, maxTokens }: UpstreamCall): Proposed {
  const { success, data, error } = completionSchema.safeParse(body);
  if (!success) {
    const where = error.issues[0]?.path.join(".") ?? "";
    throw unavailable(`answered in a way that cannot be read, at ${where || "its root"}`, { cause: error });
  }
  const { choices, usage } = data;
  if (choices.length !== count) {
    throw unavailable(`gave ${choices.length} of ${count} samples; samples_per_call may be set too high`);
  }
  const listed = choices.map(({ logprobs }) => (logprobs ? logProbabilitiesOf(logprobs) : null));
  const segments = choices
    .map((choice, at) => ({ choice, logProbabilities: listed[at] ?? null }))
    .toSorted((a, b) => (a.choice.index ?? 0) - (b.choice.index ?? 0))
    .map(({ choice, logProbabilities }): Segment => {
      const tokens = tokensOf(logProbabilities, usage, count);
      return {
        text: choice.text ?? choice.message?.content ?? "",
        tokens,
        finish: finishOf(choice, tokens, maxTokens),
        logProbability: logProbabilities && Math.min(0, sum(logProbabilities)),
      };
    });
  return {
    segments,
    promptTokens: usage.prompt_tokens,
    cachedTokens: Math.min(usage.prompt_tokens, usage.prompt_tokens_details?.cached_tokens ?? 0),
    // llama.cpp counts the first of several samples only.
    completionTokens: Math.max(
      usage.completion_tokens,
      segments.reduce((all, { tokens }) => all + tokens, 0),
    ),
  };
}

/** Of a sample that is the only one, usage counts what the list leaves out: a stop string. */
function tokensOf(logProbabilities: readonly number[] | null, usage: Usage, count: number): number {
  if (count === 1) return Math.max(usage.completion_tokens, logProbabilities?.length ?? 0);
  if (logProbabilities) return logProbabilities.length;
  throw unavailable("gave no logprobs, so that nothing says how many tokens each sample has");
}

function logProbabilitiesOf(logprobs: NonNullable<Choice["logprobs"]>): number[] {
  return "content" in logprobs ? logprobs.content.map(({ logprob }) => logprob) : logprobs.token_logprobs;
}

/** Whatever else a model ends for (`content_filter`, `eos`, …) is an end; who says nothing is gone by the count. */
function finishOf({ finish_reason }: Choice, tokens: number, maxTokens: number): FinishReason {
  if (finish_reason === "length") return "length";
  return finish_reason || tokens < maxTokens ? "stop" : "length";
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
