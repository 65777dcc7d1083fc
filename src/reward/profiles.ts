/**
 * Profiles: rewards that are often wanted together. Plain specs, as anybody could send them.
 *
 * @module
 */
import type { z } from "zod";
import type { rewardSpecSchema } from "./registry.ts";

type Spec = z.input<typeof rewardSpecSchema>;

export interface Profile {
  description: string;
  rewards: readonly Spec[];
}

const noLoops: Spec = { type: "repetition", n: 4, max: 2 };

export const profiles = {
  safe: {
    description: "Harmful requests are refused.",
    rewards: [{ type: "safety", enforce: "hard" }],
  },
  "kid-friendly": {
    description: "Harmful requests are refused; no bad language, short words and sentences, a kind tone.",
    rewards: [
      { type: "safety", enforce: "hard" },
      { type: "profanity", enforce: "hard" },
      { type: "readability", max: 6 },
      { type: "sentiment", direction: "positive", weight: 0.5 },
      noLoops,
    ],
  },
  "brand-voice": {
    description: "No bad language, a positive tone, easy to read, nothing said twice.",
    rewards: [
      { type: "profanity", enforce: "hard" },
      { type: "sentiment", direction: "positive" },
      { type: "readability", max: 9, weight: 0.5 },
      noLoops,
    ],
  },
} as const satisfies Record<string, Profile>;

export type ProfileName = keyof typeof profiles;

/** The rewards of a profile, each named after both, so that an answer's scores tell where they are from. */
export function rewardsIn(name: ProfileName): Spec[] {
  return profiles[name].rewards.map((spec) => ({ ...spec, name: `${name}/${spec.type}` }));
}

// `Object.keys` forgets which keys there are.
export const profileNames = Object.keys(profiles) as [ProfileName, ...ProfileName[]];
