import { describe, expect, test } from "vitest";
import { alignTiny } from "../support/align-tiny.ts";

/** Judged on whole texts only. */
const manyNs = { type: "letter_frequency", letter: "n", min: 9, guide: false };

async function found(search: object, budget: object) {
  const { choices, usage } = await alignTiny({ rewards: [manyNs], max_tokens: 12, search, budget });
  return { total: choices[0]?.reward.total ?? 0, usage };
}

describe("a search for what whole texts are worth", () => {
  const tight = { forward_tokens: 23 };

  test("asks what the text so far would be worth, and finds more with as many forward tokens", async () => {
    const peeking = await found({ strategy: "auto" }, tight);
    const waiting = await found({ strategy: "auto", peek: false }, tight);
    expect(peeking.total).toBeGreaterThan(waiting.total);
    expect(peeking.usage.forward_tokens).toBeLessThanOrEqual(tight.forward_tokens);
    expect(peeking.usage.reward_calls).toBeGreaterThan(waiting.usage.reward_calls);
  });

  test("judges finished answers only, where that is asked for or reward calls are few", async () => {
    const waiting = await found({ strategy: "auto", peek: false }, { forward_tokens: 200 });
    expect(waiting.usage.reward_calls).toBeLessThan(60);
    const frugal = await found({ strategy: "auto" }, { forward_tokens: 200, reward_calls: 60 });
    expect(frugal.usage.reward_calls).toBeLessThanOrEqual(60);
  });
});
