import { expect, test } from "vitest";
import { Meter } from "../../src/budget/meter.ts";
import { budgetSchema } from "../../src/spec/budget.ts";
import { manualClock } from "../support/counting-model.ts";

/** A meter with these limits, of which one step of ten rows has been spent. */
async function meterAfterAStep(limits: object) {
  const meter = new Meter(budgetSchema.parse(limits), manualClock());
  await meter.step(10, async (admit) => admit());
  return meter;
}

test("a price is a share of what is left, of the limit that is strained most", async () => {
  const meter = await meterAfterAStep({ forward_tokens: 20, reward_calls: 10, steps: 4 });
  expect(meter.price({ forwardTokens: 5, rewardCalls: 1, steps: 1 })).toBe(0.5);
  expect(meter.price({ forwardTokens: 1, rewardCalls: 9, steps: 0 })).toBe(0.9);
});

test("what takes nothing of a limit that is spent is not too dear", async () => {
  const meter = await meterAfterAStep({ forward_tokens: 10, reward_calls: 10, steps: 1 });
  expect(meter.price({ forwardTokens: 0, rewardCalls: 1, steps: 0 })).toBe(0.1);
  expect(meter.price({ forwardTokens: 1, rewardCalls: 1, steps: 1 })).toBe(Number.POSITIVE_INFINITY);
});
