import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import { inParallel } from "../../eval/in-parallel.ts";

it("begins items in order and works on no more than so many at a time", async () => {
  const begun: number[] = [];
  let underWay = 0;
  let most = 0;
  await inParallel([5, 1, 3, 1, 1, 2], 3, async (turns) => {
    begun.push(turns);
    most = Math.max(most, ++underWay);
    for (let turn = 0; turn < turns; turn++) await setImmediate();
    underWay--;
  });
  expect(begun).toEqual([5, 1, 3, 1, 1, 2]);
  expect(most).toBe(3);
  expect(underWay).toBe(0);
});

it("begins no other once one has failed, tells those under way, and throws the failure", async () => {
  const begun: number[] = [];
  let told = false;
  const running = inParallel([0, 1, 2, 3], 2, async (item, signal) => {
    begun.push(item);
    if (item === 1) throw new Error("item 1");
    while (!signal.aborted) await setImmediate();
    told = true;
  });
  await expect(running).rejects.toThrow("item 1");
  expect(told).toBe(true);
  expect(begun).toEqual([0, 1]);
});
