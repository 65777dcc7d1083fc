import fc from "fast-check";
import { rewardSpecSchema } from "../../src/reward/registry.ts";
import type { Occasion } from "../../src/reward/reward.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { TillerError } from "../../src/spec/tiller-error.ts";
import { prepared } from "./judge.ts";

/** `min`, `max` or `count` of a spec, none above `most`; `least`: of max and count. */
export function someCount(most: number, least = 0): fc.Arbitrary<object> {
  const size = fc.integer({ min: least, max: most });
  return fc.oneof(
    size.map((count) => ({ count })),
    size.map((max) => ({ max })),
    fc.integer({ min: 0, max: most }).map((min) => ({ min })),
    fc.tuple(size, size).map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) })),
  );
}

/** How the reward of `spec` guides a text that has come so far. */
export async function guided(spec: object) {
  const reward = await prepared(spec);
  const after = (text: string) => reward.advance(reward.begin(), { text, tokens: 1, logProbability: 0 });
  return {
    /** What it proposes first. */
    wants: (text: string, occasion: Occasion = "ending") => reward.propose?.(after(text), occasion)[0],
    mayEnd: (text: string) => reward.mayEnd?.(after(text)) ?? reward.judge(after(text)).value === 1,
    limit: (text: string) => reward.bound?.(after(text)) ?? 1,
  };
}

/** Where and why `spec` is refused. */
export function refusalOf(spec: object): string {
  try {
    parseOrRefuse(rewardSpecSchema, spec);
  } catch (error) {
    if (error instanceof TillerError) return `${error.param} ${error.message}`;
  }
  throw new Error("it is not refused");
}
