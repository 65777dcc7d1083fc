/**
 * What is asked for before anybody has said anything.
 *
 * @module
 */
import type { Draft } from "./draft.ts";

export const emptyDraft: Draft = {
  model: null,
  isChat: true,
  prompt: "",
  instruct: false,
  rewards: [],
  profile: null,
  onUnsatisfied: "best",
  search: { strategy: "auto" },
  budget: { forward_tokens: 1500, reward_calls: 400, steps: 400, time_ms: 60_000 },
  maxTokens: 48,
  stop: [],
  answers: 1,
  // The same each time, so that who changes one thing sees what that one thing does.
  seed: 7,
  comparesGreedy: true,
};
