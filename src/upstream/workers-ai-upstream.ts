/**
 * A model of Workers AI, behind the binding of a Worker.
 *
 * Its inputs and answers: developers.cloudflare.com/workers-ai; the older text generation models answer with
 * `response`, the others as OpenAI does.
 *
 * @module
 */
import { z } from "zod";
import type { WorkersAiConfig } from "../spec/upstream.ts";
import { type completionSchema, readCompletion, usageSchema } from "./openai-wire.ts";
import { PrefixEcho } from "./prefix-echo.ts";
import type { Proposed, Upstream, UpstreamCall } from "./upstream.ts";
import { refused, unavailable } from "./upstream-error.ts";

/** The part of the binding that is used. */
export interface AiBinding {
  run(model: string, inputs: Record<string, unknown>, options?: { signal?: AbortSignal }): Promise<unknown>;
}

const responseSchema = z.object({ response: z.string(), usage: usageSchema });

/** What the binding throws begins with Cloudflare's own code; these pass: timeouts, no capacity, the account's limit. */
const passing = /^(3007|3008|3036|3040)\b/;
const coded = /^\d{4}\b/;

/** Seeds are whole numbers up to this. */
const largestSeed = 9_999_999_999;

export interface WorkersAiParts {
  name: string;
  config: WorkersAiConfig;
  binding: AiBinding;
}

export function workersAiUpstream({ name, config, binding }: WorkersAiParts): Upstream {
  const echo = new PrefixEcho();

  async function propose(call: UpstreamCall, signal: AbortSignal): Promise<Proposed> {
    let answer: unknown;
    try {
      // Who does not look at the signal is not waited for either.
      answer = await Promise.race([
        binding.run(config.model, inputsOf(call, config), { signal }),
        aborted(signal),
      ]);
    } catch (error) {
      throw errorOf(error);
    }
    const proposed = readAnswer(answer, call);
    return { ...proposed, segments: echo.remove(call, proposed.segments) };
  }

  return {
    name,
    kind: config.kind,
    continuesMessages: config.prefill !== "none",
    givesLogProbabilities: false,
    samplesPerCall: 1,
    callsAtOnce: config.calls_at_once,
    propose,
  };
}

function inputsOf(call: UpstreamCall, { prefill }: WorkersAiConfig): Record<string, unknown> {
  const { prompt, prefix, maxTokens, temperature, topP, seed } = call;
  const shared = {
    max_tokens: maxTokens,
    temperature,
    top_p: topP,
    seed: Math.min(seed, largestSeed),
    stream: false,
  };
  if ("prompt" in prompt) return { ...shared, prompt: prompt.prompt + prefix, raw: true };
  if (prefix !== "" && prefill === "none") throw refused("cannot go on with an answer");
  const begun = prefix === "" ? [] : [{ role: "assistant", content: prefix }];
  return { ...shared, messages: [...prompt.messages, ...begun] };
}

/** Both kinds of answer as one. */
function readAnswer(answer: unknown, call: UpstreamCall): Proposed {
  const { success, data } = responseSchema.safeParse(answer);
  if (!success) return readCompletion(answer, call);
  const completion: z.input<typeof completionSchema> = {
    choices: [{ text: data.response }],
    usage: data.usage,
  };
  return readCompletion(completion, call);
}

function errorOf(error: unknown): unknown {
  const message = error instanceof Error ? error.message : "";
  if (coded.test(message) && !passing.test(message)) return refused(`answered ${message.slice(0, 4)}`, error);
  return unavailable(coded.test(message) ? `answered ${message.slice(0, 4)}` : "could not be reached", {
    cause: error,
  });
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(new Error("called off"));
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
  });
}
