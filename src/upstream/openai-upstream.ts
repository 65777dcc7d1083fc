/**
 * A model behind OpenAI's API: llama.cpp, vLLM, SGLang, Ollama, hosted ones.
 *
 * @module
 */
import { TillerError } from "../spec/tiller-error.ts";
import type { OpenAiConfig } from "../spec/upstream.ts";
import { readOrGiveUp } from "./capped-body.ts";
import { errorBodySchema, readCompletion } from "./openai-wire.ts";
import { PrefixEcho } from "./prefix-echo.ts";
import type { Proposed, Upstream, UpstreamCall } from "./upstream.ts";
import { errorOfStatus, refused, unavailable } from "./upstream-error.ts";

/** Most bytes of an answer; with log-probabilities a token takes some 200. */
const mostBytes = 8 * 1024 * 1024;
/** More texts that end an answer are refused by some servers. */
const mostStops = 4;

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface OpenAiParts {
  name: string;
  config: OpenAiConfig;
  /** The key itself. */
  apiKey: string | undefined;
  fetch: Fetch;
}

export function openAiUpstream({ name, config, apiKey, fetch }: OpenAiParts): Upstream {
  const base = config.base_url.replace(/\/+$/, "");
  const echo = new PrefixEcho();
  const headers = {
    "content-type": "application/json",
    accept: "application/json",
    ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
  };

  async function propose(call: UpstreamCall, signal: AbortSignal): Promise<Proposed> {
    const { path, body } = requestOf(call, config);
    // A redirect would carry prompt and key to where nobody has configured.
    const init: RequestInit = {
      method: "POST",
      headers,
      body: JSON.stringify(body),
      redirect: "manual",
      signal,
    };
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${base}${path}`, init);
      text = await readOrGiveUp(response, mostBytes);
    } catch (cause) {
      throw cause instanceof TillerError ? cause : unavailable("could not be reached", { cause });
    }
    if (!response.ok) {
      const { data } = errorBodySchema.safeParse(parse(text));
      const { status, headers } = response;
      throw errorOfStatus({ status, headers, message: data?.error.message ?? null, secret: apiKey });
    }
    const proposed = readCompletion(parse(text), call);
    return { ...proposed, segments: echo.remove(call, proposed.segments) };
  }

  return {
    name,
    kind: config.kind,
    continuesMessages: config.prefill !== "none",
    givesLogProbabilities: config.logprobs,
    samplesPerCall: config.samples_per_call,
    callsAtOnce: config.calls_at_once,
    propose,
  };
}

/** The endpoint, by what is to be answered, and what it is sent; the configuration's own fields give way. */
function requestOf(call: UpstreamCall, { model, prefill, logprobs, body }: OpenAiConfig) {
  const { prompt, prefix, count, maxTokens, stop, temperature, topP, seed } = call;
  const shared = {
    ...body,
    model,
    max_tokens: maxTokens,
    temperature,
    top_p: topP,
    seed,
    stream: false,
    ...(count > 1 && { n: count }),
    // Of several samples nobody counts the tokens of a stop string.
    ...(count === 1 && stop.length > 0 && { stop: stop.slice(0, mostStops) }),
  };
  if ("prompt" in prompt) {
    return {
      path: "/completions",
      body: { ...shared, prompt: prompt.prompt + prefix, ...(logprobs && { logprobs: 1 }) },
    };
  }
  if (prefix !== "" && prefill === "none") throw refused("cannot go on with an answer");
  const begun = prefix === "" ? [] : [{ role: "assistant", content: prefix }];
  return {
    path: "/chat/completions",
    body: {
      ...shared,
      messages: [...prompt.messages, ...begun],
      ...(logprobs && { logprobs: true, top_logprobs: 1 }),
      ...(begun.length > 0 &&
        prefill === "continue_final_message" && {
          continue_final_message: true,
          add_generation_prompt: false,
        }),
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
