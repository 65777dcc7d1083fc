import { expect, test } from "vitest";
import { withTinyPackage } from "../../models/convert/with-tiny-package.ts";
import { KeyValuePool } from "../../src/model/kv-pool.ts";
import { loadPackage } from "../../src/model/load-package.ts";
import { SlotMemory } from "../../src/model/slot-memory.ts";
import { folderReader, nodePlatform } from "../../src/runtime/node.ts";
import { alignTiny } from "../support/align-tiny.ts";
import { tinyModel } from "../support/tiny-model.ts";

const row = (slot: number) => ({
  token: 5,
  position: slot,
  slot,
  ancestors: Int32Array.from({ length: slot }, (_, ancestor) => ancestor),
  wantsLogits: true,
});

test("a session that would outgrow the memory of all is refused before anything is computed, and goes on as it was", async () => {
  const bytesOfSlot = 2 * 4 * (await tinyModel()).manifest.architecture.layers * 32;
  const model = await withTinyPackage((folder) =>
    loadPackage(folderReader(folder), nodePlatform, { poolBytes: 200 * bytesOfSlot }),
  );
  const session = model.open();
  const [before] = await session.step([row(0)]);
  let admitted = 0;
  await expect(session.step([{ ...row(1), slot: 100_000 }], () => admitted++)).rejects.toMatchObject({
    code: "overloaded",
    status: 503,
    retryAfter: 5,
  });
  expect(admitted).toBe(0);
  expect(await session.step([row(0)])).toEqual([before]);
  expect(await session.step([row(1)])).toHaveLength(1);
  session.close();
  expect(model.bufferBytes()).toBe(0);
});

test("growing keeps what was written", () => {
  const pool = new KeyValuePool([4, 5], 1);
  for (let slot = 0; slot < 300; slot++) {
    pool.reserve(slot + 1);
    pool.write(5, [slot], Float32Array.of(slot), Float32Array.of(-slot));
  }
  expect([...pool.views(5, 300).key]).toEqual([...Array(300).keys()]);
  expect(pool.views(5, 300).value[299]).toBe(-299);
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

test("all of a memory can be used, whatever its size", () => {
  for (const limit of [1, 100, 1229, 5000]) {
    const memory = new SlotMemory(limit);
    let capacity = 0;
    for (let slot = 0; slot < limit; slot++) capacity = memory.grow(capacity, slot);
    expect(capacity).toBe(limit);
    expect(() => memory.grow(capacity, limit)).toThrow(expect.objectContaining({ code: "overloaded" }));
    memory.giveBack(capacity);
    expect(memory.grow(0, limit - 1)).toBe(limit);
  }
});
