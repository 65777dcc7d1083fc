/**
 * How much of what is wanted can be judged before a text is finished.
 *
 * @module
 */
import type { CombineSpec } from "../spec/combine.ts";
import { needsWholeTexts } from "./combine/registry.ts";
import { isRule, type Reward } from "./reward.ts";

type Guiding = Pick<Reward, "guides" | "weight" | "audit" | "constructive" | "enforce">;

/**
 * By weight, the share of the rewards that speak about unfinished texts, in [0, 1]. Those that every path keeps
 * to anyway count on neither side, nor do audits; 0 where rewards are combined in a way that only makes sense of
 * whole texts.
 */
export function guidedShare(rewards: readonly Guiding[], combine: CombineSpec): number {
  if (needsWholeTexts(combine)) return 0;
  const telling = rewards.filter((reward) => !reward.audit && !isRule(reward));
  const speaking = telling.filter(({ guides }) => guides.includes("prefix"));
  return telling.length === 0 ? 1 : weightOf(speaking) / weightOf(telling);
}

function weightOf(rewards: readonly Guiding[]): number {
  return rewards.reduce((sum, { weight }) => sum + weight, 0);
}
