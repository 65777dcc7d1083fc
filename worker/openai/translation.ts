/**
 * From OpenAI's requests to an alignment's.
 *
 * @module
 */
import type { z } from "zod";
import { rewardIndex, rewardsOfProfile } from "../../src/profile.ts";
import type { rewardSpecSchema } from "../../src/reward/registry.ts";
import type { ChatRequest, ResponseFormat } from "../../src/spec/openai/chat-request.ts";
import { type CompletionRequest, openAiMaxTokens } from "../../src/spec/openai/completion-request.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { type Move, movedError } from "../../src/spec/pointers.ts";
import { type AlignRequest, alignRequestSchema, steeringShape } from "../../src/spec/request.ts";
import { toMessage } from "./message.ts";
import { searchFor } from "./search-for.ts";

export interface Translation {
  request: AlignRequest;
  /** From pointers into the alignment's request to those into OpenAI's. */
  move: Move;
}

/** @throws TillerError `invalid_request`, pointing into the body, for what cannot be served as asked */
export function translateChat(body: ChatRequest): Translation {
  const { response_format, max_tokens, max_completion_tokens, logprobs, top_logprobs = 0 } = body;
  return translate(body, {
    format: formatReward(response_format),
    asked: { messages: body.messages.map(toMessage), max_tokens: max_completion_tokens ?? max_tokens },
    logprobs: logprobs ? top_logprobs : undefined,
    names: {
      "/max_tokens": max_completion_tokens === undefined ? "/max_tokens" : "/max_completion_tokens",
      "/logprobs": top_logprobs === 0 ? "/logprobs" : "/top_logprobs",
    },
  });
}

/** @throws TillerError as for chats */
export function translateCompletion(body: CompletionRequest): Translation {
  const { prompt, max_tokens = openAiMaxTokens, logprobs, best_of } = body;
  return translate(body, {
    format: null,
    asked: { prompt: promptOf(prompt), max_tokens },
    logprobs,
    best_of,
    names: {},
  });
}

/** The prompt, which may stand alone in a list. */
export function promptOf(prompt: CompletionRequest["prompt"]): string {
  return typeof prompt === "string" ? prompt : (prompt[0] ?? "");
}

type RewardInput = z.input<typeof rewardSpecSchema>;

interface Particulars {
  /** What the format asks of the answer. */
  format: RewardInput | null;
  asked: Partial<Pick<AlignRequest, "messages" | "prompt" | "max_tokens">>;
  logprobs: number | undefined;
  best_of?: number | undefined;
  /** What fields are called here that have another name there. */
  names: Record<string, string>;
}

function translate(body: ChatRequest | CompletionRequest, particulars: Particulars): Translation {
  const { model, n = 1, seed, stop, temperature, top_p, logit_bias, alignment } = body;
  const { format, asked, logprobs, best_of, names } = particulars;
  const own = alignment?.rewards ?? [];
  const move = moveTo({
    ownRewards: own.length,
    names: { ...names, ...(typeof stop === "string" && stopName) },
  });
  const formats = format ? [parseOrRefuse(alignRequestSchema.shape.rewards.unwrap().element, format)] : [];
  const rewards = [...own, ...formats];
  const search = searchFor({
    n,
    temperature,
    top_p,
    best_of,
    search: alignment?.search,
    rewards: [...rewards, ...rewardsOfProfile(alignment?.profile)],
  });
  try {
    const request = parseOrRefuse(alignRequestSchema, {
      ...alignment,
      model,
      ...asked,
      rewards,
      search,
      n,
      seed,
      stop: typeof stop === "string" ? [stop] : stop,
      logit_bias,
      logprobs,
    });
    return { request, move };
  } catch (error) {
    throw movedError(error, move);
  }
}

function formatReward(format: ResponseFormat | undefined): RewardInput | null {
  const common = { name: "response_format", enforce: "hard" } as const;
  if (format?.type === "json_object") return { ...common, type: "json" };
  if (format?.type === "json_schema") {
    return { ...common, type: "json_schema", schema: format.json_schema.schema };
  }
  return null;
}

const stopName = { "/stop/0": "/stop" };

/** Where everything stands in OpenAI's request. */
function moveTo({ ownRewards, names }: { ownRewards: number; names: Record<string, string> }): Move {
  return (pointer) => {
    const index = rewardIndex(pointer);
    if (index >= ownRewards) {
      const [, , , ...rest] = pointer.split("/");
      return ["/response_format", ...(rest.length > 0 ? ["json_schema", ...rest] : [])].join("/");
    }
    const [, field = ""] = pointer.split("/");
    if (Object.hasOwn(steeringShape, field)) return `/alignment${pointer}`;
    return names[pointer] ?? pointer;
  };
}
