import { expect, test } from "vitest";
import { sharedModel } from "../../src/decode/shared-model.ts";
import type { LanguageModel } from "../../src/model/language-model.ts";
import { handClock } from "../support/counting-model.ts";
import { nextRow } from "../support/search-parts.ts";
import { tinyModel } from "../support/tiny-model.ts";

/** Sessions on a clock that only their steps move: a step of so many rows takes `cost` milliseconds. */
async function simulation(cost: (rows: number) => number) {
  const clock = handClock();
  const computing: LanguageModel = {
    ...(await tinyModel()),
    open: () => ({
      step: async (rows) => {
        clock.advance(cost(rows.length));
        return rows.map(() => ({ values: new Float32Array(), logNormaliser: 0 }));
      },
      close: () => {},
    }),
  };
  const model = sharedModel(computing, clock);
  /** Milliseconds that a request of so many steps takes, or as many as it gets until there are enough. */
  const ask = async (steps: number, rows = 1, isEnough = () => false) => {
    const begun = clock.now();
    const session = model.open();
    for (let position = 0; position < steps && !isEnough(); position++) {
      await session.step(Array.from({ length: rows }, () => nextRow(position, 5)));
    }
    session.close();
    return clock.now() - begun;
  };
  const until = async (time: number) => {
    while (clock.now() < time) await clock.pause();
  };
  return { ask, until };
}

test("two full groups share alike, though newcomers fill the places in the first one only", async () => {
  const { ask } = await simulation(() => 100);
  let secondIsDone = false;
  const refilled = Array.from({ length: 16 }, async (_, index) => {
    // Staggered, so that some are always new.
    const times = [await ask(2 * (index + 1))];
    while (!secondIsDone) times.push(await ask(32));
    return times;
  });
  const second = await Promise.all(Array.from({ length: 16 }, () => ask(32)));
  secondIsDone = true;
  const first = await Promise.all(refilled);
  // 32 steps of their own, and as many of the other group's.
  expect(Math.max(...second, ...first.flat())).toBeLessThanOrEqual(6600);
});

test("a small request does not wait for the large ones that are under way, whenever it comes", async () => {
  const { ask, until } = await simulation((rows) => 50 + 7 * rows);
  let isEnough = false;
  const large = Array.from({ length: 15 }, () => ask(10_000, 2, () => isEnough));
  const small: number[] = [];
  for (const time of [2000, 4000, 20_000, 60_000]) {
    await until(time);
    small.push(await ask(12));
  }
  isEnough = true;
  await Promise.all(large);
  const alone = 12 * (50 + 7);
  // One step is under way when it comes, and waiting may win them another.
  const stepOfTheLarge = 50 + 7 * 30;
  for (const took of small) expect(took).toBeLessThanOrEqual(alone + 2 * stepOfTheLarge);
});

test("nor does it wait for large ones that have come a moment before it and have groups of their own", async () => {
  const { ask, until } = await simulation((rows) => 50 + 7 * rows);
  let isEnough = false;
  const large = Array.from({ length: 15 }, () => ask(10_000, 2, () => isEnough));
  await until(60_000);
  const more = Array.from({ length: 15 }, () => ask(10_000, 2, () => isEnough));
  await until(61_000);
  const small = await ask(12);
  isEnough = true;
  await Promise.all([...large, ...more]);
  expect(small).toBeLessThanOrEqual(12 * (50 + 7) + 2 * (50 + 7 * 30));
});
