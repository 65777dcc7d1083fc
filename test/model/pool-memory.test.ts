import { expect, test } from "vitest";
import { KeyValuePool } from "../../src/model/kv-pool.ts";
import { PoolMemory } from "../../src/model/pool-memory.ts";
import { alignTiny } from "../support/align-tiny.ts";
import { tinyModel } from "../support/tiny-model.ts";

const slotBytes = (layers: number, width: number) => 2 * layers * width * 4;

test("a pool that would outgrow the memory of all is refused, and those that are there stay whole", () => {
  const memory = new PoolMemory(100 * slotBytes(1, 2));
  const pool = new KeyValuePool(1, 2, memory);
  pool.reserve(0);
  pool.write(0, [0], Float32Array.of(1, 2), Float32Array.of(3, 4));
  pool.filled = 1;
  expect(() => pool.reserve(100)).toThrow(
    expect.objectContaining({ code: "overloaded", status: 503, retryAfter: 5 }),
  );
  expect([...pool.views(0).key, ...pool.views(0).value]).toEqual([1, 2, 3, 4]);
  pool.release();
  expect(memory.used).toBe(0);
});

test("growing keeps what was written", () => {
  const pool = new KeyValuePool(2, 1, new PoolMemory(Number.POSITIVE_INFINITY));
  for (let slot = 0; slot < 300; slot++) {
    pool.reserve(slot);
    pool.write(1, [slot], Float32Array.of(slot), Float32Array.of(-slot));
  }
  pool.filled = 300;
  expect([...pool.views(1).key]).toEqual([...Array(300).keys()]);
  expect(pool.views(1).value[299]).toBe(-299);
});

test("a request gives its memory back, also when it is cancelled or fails", async () => {
  const model = await tinyModel();
  await alignTiny({});
  await alignTiny({}, AbortSignal.abort());
  await alignTiny({
    rewards: [{ type: "keywords", include: ["xylophone"], enforce: "hard" }],
    on_unsatisfied: "error",
  }).catch(() => undefined);
  expect(model.bufferBytes()).toBe(0);
});
