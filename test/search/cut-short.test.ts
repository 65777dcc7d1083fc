import { expect, test } from "vitest";
import { alignTiny } from "../support/align-tiny.ts";

const short = { type: "length", unit: "words", max: 30, guide: false };

test("half an answer does not take the place of a whole one because it is shorter", async () => {
  const { choices } = await alignTiny({
    prompt: "a dog",
    rewards: [short],
    max_tokens: 80,
    seed: 1,
    budget: { forward_tokens: 80, reward_calls: 100 },
  });
  const whole = await alignTiny({ prompt: "a dog", max_tokens: 80, search: { strategy: "greedy" } });
  expect(choices[0]?.finish_reason).toBe(whole.choices[0]?.finish_reason);
});

test.each(["blockwise", "args", "cascade", "prune"])(
  "what %s has written is not given up for a part of it when the budget ends",
  async (strategy) => {
    const lengths = [];
    for (const forward_tokens of [40, 80, 160]) {
      const { choices } = await alignTiny({
        rewards: [{ ...short, max: 50 }],
        max_tokens: 60,
        seed: 5,
        search: { strategy },
        budget: { forward_tokens },
      });
      lengths.push(choices[0]?.tokens ?? 0);
    }
    expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
  },
);

test("an answer that lacks nothing is satisfied, though no call is left to compare it", async () => {
  const rewards = [{ type: "keywords", include: ["frisbee"], enforce: "hard" }];
  const { budget, choices } = await alignTiny({ rewards, max_tokens: 14, budget: { reward_calls: 1 } });
  expect(choices[0]?.reward.satisfied).toBe(true);
  expect(budget).toMatchObject({ stop_reason: "satisfied", exhausted_by: null });
});

test("auto that found no other answer worth its price is not said not to have looked", async () => {
  const rewards = [{ type: "letter_frequency", letter: "n", min: 9, guide: false }];
  // One call scores what is returned: nothing is left for what would end earlier.
  const budget = { forward_tokens: 24, reward_calls: 1 };
  const { diagnosis } = await alignTiny({ rewards, max_tokens: 12, budget });
  expect(diagnosis?.map(({ cause }) => cause)).toEqual(["budget"]);
});
