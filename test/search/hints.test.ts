import { describe, expect, test } from "vitest";
import { alignTiny } from "../support/align-tiny.ts";

/** Judged on whole texts only. */
const many = (letter: string) => ({ type: "letter_frequency", letter, min: 9, guide: false });

/** For several wishes, what was found and what it took, in all, and the most that one of them took. */
async function found(search: object, budget: object) {
  const sums = { total: 0, reward_calls: 0, most: { forward_tokens: 0, reward_calls: 0 } };
  for (const letter of "nsrtdl") {
    const { choices, usage } = await alignTiny({ rewards: [many(letter)], max_tokens: 12, search, budget });
    sums.total += choices[0]?.reward.total ?? 0;
    sums.reward_calls += usage.reward_calls;
    sums.most.forward_tokens = Math.max(sums.most.forward_tokens, usage.forward_tokens);
    sums.most.reward_calls = Math.max(sums.most.reward_calls, usage.reward_calls);
  }
  return sums;
}

describe("a search for what whole texts are worth", () => {
  const tight = { forward_tokens: 23 };

  test("asks what the text so far would be worth, and finds more with as many forward tokens", async () => {
    const peeking = await found({ strategy: "auto" }, tight);
    const waiting = await found({ strategy: "auto", peek: false }, tight);
    expect(peeking.total).toBeGreaterThan(waiting.total);
    expect(peeking.most.forward_tokens).toBeLessThanOrEqual(tight.forward_tokens);
    expect(peeking.reward_calls).toBeGreaterThan(waiting.reward_calls);
  });

  test("judges finished answers only, where that is asked for or reward calls are few", async () => {
    const waiting = await found({ strategy: "auto", peek: false }, { forward_tokens: 200 });
    expect(waiting.most.reward_calls).toBeLessThan(60);
    const frugal = await found({ strategy: "auto" }, { forward_tokens: 200, reward_calls: 60 });
    expect(frugal.most.reward_calls).toBeLessThanOrEqual(60);
    expect(frugal.reward_calls).toBeLessThanOrEqual(waiting.reward_calls);
  });
});
