import { expect, test } from "vitest";
import { Turns } from "../../src/decode/turns.ts";
import { handClock } from "../support/counting-model.ts";

/** Somebody whose every turn takes `cost` milliseconds; the order of all turns is written to `order`. */
function somebody(turns: Turns, clock: ReturnType<typeof handClock>, order: string[]) {
  return (name: string, cost: number, attained = 0) => {
    const account = { attained };
    return async (times: number) => {
      for (let turn = 0; turn < times; turn++) {
        await turns.run(account, async () => {
          order.push(name);
          clock.advance(cost);
        });
      }
    };
  };
}

test("who needs little and comes late does not wait for those who need much", async () => {
  const clock = handClock();
  const order: string[] = [];
  const who = somebody(new Turns(clock), clock, order);
  await Promise.all([who("large", 100, 1000)(5), who("other", 100, 1000)(5), who("small", 5)(4)]);
  expect(order.slice(0, 4)).toEqual(["small", "small", "small", "small"]);
});

test("nobody waits for ever", async () => {
  const clock = handClock();
  const order: string[] = [];
  const who = somebody(new Turns(clock), clock, order);
  const small = async () => {
    for (let guest = 0; guest < 100; guest++) await who("small", 10)(1);
  };
  await Promise.all([who("large", 100, 50)(2), small()]);
  expect(order.lastIndexOf("large")).toBeLessThan(order.length - 20);
});

test("who has been at it for long shares alike with who comes and wants as much", async () => {
  const clock = handClock();
  const order: string[] = [];
  const who = somebody(new Turns(clock), clock, order);
  const old = who("old", 100);
  await old(1000);
  order.length = 0;
  await Promise.all([old(100), who("new", 100)(100)]);
  const firstHundred = order.slice(0, 100);
  expect(firstHundred.filter((name) => name === "old").length).toBeGreaterThan(35);
});

test("who has wanted nothing for long does not keep the others waiting for as long", async () => {
  const clock = handClock();
  const order: string[] = [];
  const who = somebody(new Turns(clock), clock, order);
  const [busy, idle] = [who("busy", 100), who("idle", 100)];
  await idle(1);
  await busy(1000);
  order.length = 0;
  await Promise.all([busy(100), idle(100)]);
  expect(order.slice(0, 100).filter((name) => name === "busy").length).toBeGreaterThan(35);
});

test("work that fails fails for those who asked for it, and the next goes on", async () => {
  const turns = new Turns(handClock());
  const failed = turns.run({ attained: 0 }, async () => {
    throw new Error("no");
  });
  const next = turns.run({ attained: 0 }, async () => 7);
  await expect(failed).rejects.toThrow("no");
  expect(await next).toBe(7);
});
