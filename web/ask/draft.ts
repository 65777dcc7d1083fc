/**
 * What is asked for on the page, and the request that asks for it.
 *
 * @module
 */
import type { Budget } from "../../src/spec/budget.ts";
import { isJsonObject, type JsonObject } from "../json.ts";

export interface Draft {
  /** Null for the default model. */
  model: string | null;
  /** Whether the prompt is a message to be answered, or raw text to be continued. */
  isChat: boolean;
  prompt: string;
  /** Whether the model is asked for what the rewards want in words, too; only in a chat. */
  instruct: boolean;
  rewards: JsonObject[];
  search: JsonObject;
  budget: Budget;
  maxTokens: number;
  /** Null for one drawn at random. */
  seed: number | null;
  /** Whether the model is asked without any search, too. */
  comparesGreedy: boolean;
}

/** The body of `POST /v1/align`, as JSON; its fields are those of `alignRequestSchema`, which the server checks. */
export function requestOf(draft: Draft): JsonObject {
  const { model, isChat, prompt, instruct, rewards, search, budget, maxTokens, seed } = draft;
  return {
    ...(model !== null && { model }),
    ...(isChat ? { messages: [{ role: "user", content: prompt }] } : { prompt }),
    ...(isChat && instruct && { instruct }),
    rewards,
    ...(search.strategy !== "auto" && { search }),
    budget: { ...budget },
    max_tokens: maxTokens,
    ...(seed !== null && { seed }),
  };
}

/**
 * The same prompt to the model alone. The rewards are audits: they judge what it says, and have no part in what that
 * is. `result/plain-score.ts` reads their scores.
 */
export function greedyRequestOf(draft: Draft): JsonObject {
  const rewards = draft.rewards.map(
    ({ enforce: _, auxiliary: __, ...reward }): JsonObject => ({ ...reward, audit: true }),
  );
  return { ...requestOf({ ...draft, rewards }), search: { strategy: "greedy" } };
}

/** The draft that asks for a request; what the request leaves out is as in `base`. Null where it is none. */
export function draftOf(request: unknown, base: Draft): Draft | null {
  if (!isJsonObject(request)) return null;
  const { model, prompt, messages, instruct, rewards, search, budget, max_tokens, seed } = request;
  const message = Array.isArray(messages) ? messages.findLast(isJsonObject) : undefined;
  const text = prompt ?? message?.content;
  if (typeof text !== "string") return null;
  return {
    model: typeof model === "string" ? model : null,
    isChat: prompt === undefined,
    prompt: text,
    instruct: instruct === true,
    rewards: Array.isArray(rewards) ? rewards.filter(isJsonObject) : [],
    search: isJsonObject(search) ? search : { strategy: "auto" },
    budget: { ...base.budget, ...numbersIn(budget) },
    maxTokens: typeof max_tokens === "number" ? max_tokens : base.maxTokens,
    seed: typeof seed === "number" ? seed : null,
    comparesGreedy: base.comparesGreedy,
  };
}

function numbersIn(value: unknown): Partial<Budget> {
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([, limit]) => typeof limit === "number"));
}
