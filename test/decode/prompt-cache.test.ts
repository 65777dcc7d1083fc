import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { PromptCache } from "../../src/decode/prompt-cache.ts";

const prompt = (first: number, length: number) => Array.from({ length }, (_, index) => first + index);

test("the longest common beginning is found, if it is worth it", () => {
  const cache = new PromptCache(1000, () => {});
  const short = cache.admit(prompt(0, 20));
  const long = cache.admit([...prompt(0, 18), ...prompt(500, 30)]);
  expect(cache.find([...prompt(0, 18), ...prompt(500, 10), 7])).toMatchObject({ key: long?.key, length: 28 });
  expect(cache.find([...prompt(0, 19), 7])).toMatchObject({ key: short?.key, length: 19 });
  expect(cache.find([...prompt(0, 15), 7])).toBeNull();
});

test("what is all known already is not kept again, and what goes on from it takes its place", () => {
  const forget = vi.fn();
  const cache = new PromptCache(1000, forget);
  const first = cache.admit(prompt(0, 20));
  expect(cache.admit(prompt(0, 20))).toBeNull();
  expect(cache.admit(prompt(0, 17))).toBeNull();
  expect(cache.admit(prompt(0, 40))?.length).toBe(40);
  expect(forget.mock.calls).toEqual([[[first?.key]]]);
});

test("who wants to know what heads read finds only what they have read, and what they have read takes the place of the same unread", () => {
  const forget = vi.fn();
  const cache = new PromptCache(1000, forget);
  const unread = cache.admit(prompt(0, 20));
  expect(cache.find(prompt(0, 20), true)).toBeNull();
  const readings = prompt(0, 20).map((token) => Float32Array.of(token));
  const read = cache.admit(prompt(0, 20), readings);
  expect(forget.mock.calls).toEqual([[[unread?.key]]]);
  expect(cache.find([...prompt(0, 17), 500], true)).toEqual({
    key: read?.key,
    length: 17,
    readings: readings.slice(0, 17),
  });
  expect(cache.find(prompt(0, 20))?.key).toBe(read?.key);
  expect(cache.admit(prompt(0, 20))).toBeNull();
});

test("what was of use stays longer than what was not, but not for ever", () => {
  const cache = new PromptCache(100, () => {});
  cache.admit(prompt(0, 40));
  cache.find(prompt(0, 40));
  cache.find(prompt(0, 40));
  cache.admit(prompt(1000, 40));
  cache.admit(prompt(2000, 40));
  expect(cache.find(prompt(1000, 40))).toBeNull();
  expect(cache.find(prompt(0, 40))?.length).toBe(40);
  for (let later = 3; later < 20; later++) cache.admit(prompt(later * 1000, 40));
  expect(cache.find(prompt(0, 40))).toBeNull();
});

test("what goes to make room for one goes together", () => {
  const forget = vi.fn();
  const cache = new PromptCache(100, forget);
  const small = [1, 2, 3, 4].map((index) => cache.admit(prompt(1000 * index, 25))?.key);
  cache.admit(prompt(0, 150));
  expect(forget.mock.calls).toEqual([[small.slice(0, 2)]]);
});

test("never more than its slots are kept, and all that goes is forgotten once", () => {
  const prompts = fc.array(
    fc.record({
      first: fc.integer({ min: 0, max: 3 }),
      length: fc.integer({ min: 1, max: 90 }),
      asks: fc.boolean(),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(prompts, (asked) => {
      const kept = new Map<string, number>();
      const cache = new PromptCache(100, (keys) => {
        for (const key of keys) if (!kept.delete(key)) throw new Error("forgotten twice");
      });
      for (const { first, length, asks } of asked) {
        const tokens = prompt(first * 1000, length);
        if (asks) {
          const found = cache.find(tokens);
          if (found && found.length > (kept.get(found.key) ?? 0)) throw new Error("more than was kept");
        } else {
          const entry = cache.admit(tokens);
          if (entry) kept.set(entry.key, entry.length);
        }
        expect([...kept.values()].reduce((sum, slots) => sum + slots, 0)).toBeLessThanOrEqual(100);
      }
    }),
  );
});
