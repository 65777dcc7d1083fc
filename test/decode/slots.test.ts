import fc from "fast-check";
import { expect, test } from "vitest";
import { Slots } from "../../src/decode/slots.ts";

test("each slot is handed out once at a time, the lowest first, and none has ever lain beyond what was reached", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 30 })), (choices) => {
      const slots = new Slots();
      const used = new Set<number>();
      let reached = 0;
      for (const choice of choices) {
        const victim = [...used][choice];
        if (victim === undefined) {
          const lowest = Array.from({ length: used.size + 1 }, (_, slot) => slot).find(
            (slot) => !used.has(slot),
          );
          expect(slots.take()).toBe(lowest);
          used.add(lowest ?? 0);
        } else {
          slots.release(victim);
          used.delete(victim);
        }
        reached = Math.max(reached, ...[...used].map((slot) => slot + 1));
        expect(slots.reached).toBe(reached);
      }
    }),
  );
});
