import { expect, test } from "vitest";
import { Turns } from "../../src/decode/turns.ts";
import { nodePlatform } from "../../src/runtime/node.ts";
import { manualClock } from "../support/counting-model.ts";

/** Moved by hand; its pauses let everybody ask for their next turn. */
const handClock = () => ({ ...manualClock(), pause: nodePlatform.clock.pause });

/** Somebody whose every turn takes `cost` milliseconds; the order of all turns is written to `order`. */
function somebody(turns: Turns, clock: ReturnType<typeof handClock>, order: string[]) {
  return (name: string, cost: number, attained = 0) => {
    let had = attained;
    return async (times: number) => {
      for (let turn = 0; turn < times; turn++) {
        await turns.run(
          () => had,
          async () => {
            order.push(name);
            clock.advance(cost);
            had += cost;
          },
        );
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

test("work that fails fails for those who asked for it, and the next goes on", async () => {
  const turns = new Turns(handClock());
  const failed = turns.run(
    () => 0,
    async () => {
      throw new Error("no");
    },
  );
  const next = turns.run(
    () => 0,
    async () => 7,
  );
  await expect(failed).rejects.toThrow("no");
  expect(await next).toBe(7);
});
