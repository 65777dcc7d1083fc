import { describe, expect, test } from "vitest";
import { alignTiny } from "../support/align-tiny.ts";
import { meanTotal } from "../support/mean-total.ts";

const rewards = [
  { type: "regex", pattern: "e", mode: "absent", weight: 2 },
  { type: "length", unit: "characters", target: 12 },
];
const prune = { strategy: "prune", n: 8, every: 2 };
const bestOfN = { strategy: "best_of_n", n: 8 };

describe("prune", () => {
  test("costs fewer forward tokens than as many samples, and finds more than one", async () => {
    for (const seed of [1, 2, 3]) {
      const all = await alignTiny({ rewards, seed, search: bestOfN });
      const pruned = await alignTiny({ rewards, seed, search: prune });
      const spent = ({ usage }: typeof all) => usage.forward_tokens - usage.prompt_tokens;
      expect(spent(pruned)).toBeLessThan(0.7 * spent(all));
      expect(pruned.usage.reward_calls).toBeLessThan(all.usage.reward_calls);
    }
    const one = await meanTotal({ rewards, search: { strategy: "sample" } });
    expect(await meanTotal({ rewards, search: prune })).toBeGreaterThan(one + 0.1);
  });

  test("where nothing is dropped it is best_of_n", async () => {
    const request = { rewards, seed: 5, n: 3 };
    const all = await alignTiny({ ...request, search: bestOfN });
    const unpruned = await alignTiny({ ...request, search: { ...prune, drop: 0 } });
    expect(unpruned.choices).toEqual(all.choices);
    expect(unpruned.usage.forward_tokens).toBe(all.usage.forward_tokens);
  });

  test("branches from the best cost no more than as many samples, and find more than pruning alone", async () => {
    const branching = { ...prune, branch: true };
    const all = await alignTiny({ rewards, seed: 1, search: bestOfN });
    const branched = await alignTiny({ rewards, seed: 1, search: branching });
    expect(branched.usage.forward_tokens).toBeLessThanOrEqual(all.usage.forward_tokens);
    const pruned = await meanTotal({ rewards, search: prune });
    expect(await meanTotal({ rewards, search: branching })).toBeGreaterThan(pruned);
  });

  test("never drops samples that are needed for the answers that are wanted", async () => {
    const search = { ...prune, every: 1, drop: 0.95 };
    for (const n of [1, 3, 8]) {
      const { choices, budget } = await alignTiny({ rewards, seed: 2, n, search });
      expect(choices).toHaveLength(n);
      expect(budget.stop_reason).toBe("complete");
    }
  });

  test("where only whole texts can be judged, comparing takes reward calls, and none are made in vain", async () => {
    const calls = async (drop: number) => {
      const combine = { mode: "penalty" };
      return (await alignTiny({ rewards, seed: 1, combine, search: { ...prune, drop } })).usage.reward_calls;
    };
    expect(await calls(0)).toBeLessThanOrEqual(2 * 8);
    expect(await calls(0.2)).toBeGreaterThan(2 * 8);
  });

  test("a seed repeats its answers; another seed gives others", async () => {
    const texts = async (seed: number) => {
      const search = { ...prune, branch: true };
      return (await alignTiny({ rewards, seed, n: 3, search })).choices.map(({ text }) => text);
    };
    expect(await texts(1)).toEqual(await texts(1));
    expect(await texts(1)).not.toEqual(await texts(2));
  });
});
