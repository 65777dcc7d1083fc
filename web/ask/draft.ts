/**
 * What is asked for on the page, and the request that asks for it.
 *
 * @module
 */
import type { AlignRequest } from "../../client/index.ts";
import { type ProfileName, profileNames, rewardsIn } from "../../src/reward/profiles.ts";
import type { Budget } from "../../src/spec/budget.ts";
import { isJsonObject, type Json, type JsonObject } from "../json.ts";

export type OnUnsatisfied = NonNullable<AlignRequest["on_unsatisfied"]>;

export interface Draft {
  /** Null for the default model. */
  model: string | null;
  /** Whether the prompt is a message to be answered, or raw text to be continued. */
  isChat: boolean;
  prompt: string;
  /** Whether the model is asked for what the rewards want in words, too; only in a chat. */
  instruct: boolean;
  rewards: JsonObject[];
  /** Whose rewards join those; null for none. */
  profile: ProfileName | null;
  /** What is wanted where no answer holds every must. */
  onUnsatisfied: OnUnsatisfied;
  search: JsonObject;
  budget: Budget;
  maxTokens: number;
  /** Texts that end an answer. */
  stop: Json[];
  /** How many answers are wanted. */
  answers: number;
  /** Null for one drawn at random. */
  seed: number | null;
  /** Whether the model is asked without any search, too. */
  comparesGreedy: boolean;
}

/** The body of `POST /v1/align`, as JSON; its fields are those of `alignRequestSchema`, which the server checks. */
export function requestOf(draft: Draft): JsonObject {
  const { model, isChat, prompt, instruct, rewards, profile, onUnsatisfied } = draft;
  const { search, budget, maxTokens, stop, answers, seed } = draft;
  return {
    ...(model !== null && { model }),
    ...(isChat ? { messages: [{ role: "user", content: prompt }] } : { prompt }),
    ...(isChat && instruct && { instruct }),
    rewards,
    ...(profile !== null && { profile }),
    ...(onUnsatisfied !== "best" && { on_unsatisfied: onUnsatisfied }),
    ...(search.strategy !== "auto" && { search }),
    budget: { ...budget },
    max_tokens: maxTokens,
    ...(stop.length > 0 && { stop }),
    ...(answers !== 1 && { n: answers }),
    ...(seed !== null && { seed }),
  };
}

/** All rewards of the request that a draft makes, in the order of their scores. */
export function allRewardsOf({ rewards, profile }: Draft): JsonObject[] {
  return profile === null ? rewards : [...rewards, ...(rewardsIn(profile) as JsonObject[])];
}

/**
 * The same prompt to the model alone. The rewards are audits: they judge what it says, and have no part in what that
 * is. `result/plain-score.ts` reads their scores. A model behind another API is asked for one sample.
 */
export function plainRequestOf(draft: Draft, isElsewhere: boolean): JsonObject {
  const rewards = allRewardsOf(draft).map(
    ({ enforce: _, auxiliary: __, ...reward }): JsonObject => ({ ...reward, audit: true }),
  );
  const plain: Draft = { ...draft, rewards, profile: null, onUnsatisfied: "best", answers: 1 };
  const search = isElsewhere ? { strategy: "best_of_n", n: 1 } : { strategy: "greedy" };
  return { ...requestOf(plain), search };
}

/** The draft that asks for a request; what the request leaves out is as in `base`. Null where it is none. */
export function draftOf(request: unknown, base: Draft): Draft | null {
  if (!isJsonObject(request)) return null;
  const { model, prompt, messages, instruct, rewards, profile, on_unsatisfied } = request;
  const { search, budget, max_tokens, stop, n, seed } = request;
  const message = Array.isArray(messages) ? messages.findLast(isJsonObject) : undefined;
  const text = prompt ?? message?.content;
  if (typeof text !== "string") return null;
  return {
    model: typeof model === "string" ? model : null,
    isChat: prompt === undefined,
    prompt: text,
    instruct: instruct === true,
    rewards: Array.isArray(rewards) ? rewards.filter(isJsonObject) : [],
    profile: profileNames.find((name) => name === profile) ?? null,
    onUnsatisfied: onUnsatisfiedIn(on_unsatisfied),
    search: isJsonObject(search) ? search : { strategy: "auto" },
    budget: { ...base.budget, ...numbersIn(budget) },
    maxTokens: typeof max_tokens === "number" ? max_tokens : base.maxTokens,
    stop: Array.isArray(stop) ? stop : [],
    answers: typeof n === "number" ? n : 1,
    seed: typeof seed === "number" ? seed : null,
    comparesGreedy: base.comparesGreedy,
  };
}

function onUnsatisfiedIn(value: Json | undefined): OnUnsatisfied {
  if (isJsonObject(value) && typeof value.text === "string") return { text: value.text };
  return value === "error" ? "error" : "best";
}

function numbersIn(value: unknown): Partial<Budget> {
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([, limit]) => typeof limit === "number"));
}
