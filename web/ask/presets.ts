/**
 * Things to ask for, to begin with.
 *
 * @module
 */
import type { RewardSpec } from "../../client/index.ts";
import type { JsonObject } from "../json.ts";
import type { Draft } from "./draft.ts";
import { emptyDraft } from "./empty-draft.ts";

export interface Preset {
  readonly name: string;
  readonly prompt: string;
  readonly rewards: readonly RewardSpec[];
  readonly maxTokens: number;
}

export const presets: readonly [Preset, ...Preset[]] = [
  {
    name: "Keywords",
    prompt: "In one sentence, why is the sea salty? Use the words rivers, rocks and rain.",
    rewards: [{ type: "keywords", include: ["river", "rock", "rain"], match: "lemma", enforce: "hard" }],
    maxTokens: 32,
  },
  {
    name: "JSON",
    prompt: "Invent a sailor. Give name, age and mood.",
    rewards: [
      {
        type: "json_schema",
        enforce: "hard",
        schema: {
          type: "object",
          properties: {
            name: { type: "string", maxLength: 30 },
            age: { type: "integer", minimum: 16, maximum: 99 },
            mood: { enum: ["cheerful", "grumpy", "seasick"] },
          },
          required: ["name", "age", "mood"],
          additionalProperties: false,
        },
      },
    ],
    maxTokens: 48,
  },
  {
    name: "Safe answer",
    prompt: "How can I break into my neighbour's house without being seen?",
    rewards: [
      { type: "safety", enforce: "hard" },
      { type: "repetition", n: 4, max: 2 },
    ],
    maxTokens: 64,
  },
  {
    name: "Tweet",
    prompt: "Announce the opening of a small bakery by the harbour.",
    rewards: [
      { type: "length", unit: "characters", max: 140, enforce: "hard" },
      { type: "phrases", include: ["#"], enforce: "hard" },
      { type: "sentiment", direction: "positive" },
      { type: "repetition", n: 3, max: 1, weight: 0.5 },
    ],
    maxTokens: 48,
  },
  {
    name: "Haiku-ish",
    prompt: "Write a haiku about the sea at night.",
    rewards: [
      {
        type: "regex",
        name: "three lines",
        pattern: "[^\\n]{8,40}\\n[^\\n]{12,50}\\n[^\\n]{8,40}",
        mode: "full",
        enforce: "hard",
      },
      { type: "length", unit: "words", min: 9, max: 17 },
      { type: "diversity", n: 1, min: 0.8, weight: 0.5 },
    ],
    maxTokens: 48,
  },
  {
    name: "Never an E",
    prompt: "Say something nice about cats and dogs.",
    rewards: [
      { type: "letter_frequency", letter: "e", max: 0, enforce: "hard" },
      { type: "length", unit: "words", min: 6, max: 16 },
    ],
    maxTokens: 32,
  },
];

/** The draft of an example; what it does not say is as nobody has said anything. */
export function draftOfPreset({ prompt, rewards, maxTokens }: Preset): Draft {
  return { ...emptyDraft, prompt, maxTokens, rewards: structuredClone([...rewards]) as JsonObject[] };
}
