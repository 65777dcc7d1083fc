import { expect, test } from "vitest";
import { withTinyPackage } from "../../models/convert/with-tiny-package.ts";
import { KernelPool } from "../../src/model/kernels/kernel-pool.ts";
import { KeyValuePool } from "../../src/model/kv-pool.ts";
import { packRows } from "../../src/model/layer-stage.ts";
import { loadPackage } from "../../src/model/load-package.ts";
import { layersOf } from "../../src/model/manifest.ts";
import { readManifest } from "../../src/model/package-files.ts";
import { bytesOfSlot } from "../../src/model/slot-limits.ts";
import { SlotMemory } from "../../src/model/slot-memory.ts";
import { folderReader, nodePlatform } from "../../src/runtime/node.ts";
import { alignTiny } from "../support/align-tiny.ts";
import { loadStage } from "../support/load-stage.ts";
import { tinyModel } from "../support/tiny-model.ts";

const row = (slot: number) => ({
  token: 5,
  position: slot,
  slot,
  ancestors: Int32Array.from({ length: slot }, (_, ancestor) => ancestor),
  wantsLogits: true,
});

test("a session that would outgrow the memory of all is refused before anything is computed, and goes on as it was", async () => {
  const bytesOfSlot = (4 + 2) * (await tinyModel()).manifest.architecture.layers * 32;
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

test("a stage whose sessions do not know of each other takes no more than it has, and goes on when some end", async () => {
  const { stage, hidden } = await withTinyPackage(async (folder) => {
    const reader = folderReader(folder);
    const manifest = await readManifest(reader);
    const [packaged] = manifest.stages;
    if (!packaged) throw new Error("a package has stages");
    const { hidden, keyValueHeads, headDimension } = manifest.architecture;
    const room =
      200 * bytesOfSlot(layersOf(packaged).length, keyValueHeads * headDimension, KernelPool.valueBytes);
    return { hidden, stage: await loadStage(packaged, manifest, reader, room) };
  });
  const step = (capacity: number) => ({
    x: new Float32Array(hidden).fill(0.5),
    capacity,
    taps: [],
    ...packRows([row(0)]),
  });
  const [one, other] = [stage.open(), stage.open()];
  const { y } = await one.step(step(100));
  expect((await other.step(step(100))).y).toEqual(y);
  await expect(other.step(step(101))).rejects.toThrow("memory");
  await expect(stage.open().recall("nothing", Int32Array.of(0), 1)).rejects.toThrow("memory");
  // What it had is untouched.
  expect((await other.step(step(100))).y).toEqual(y);
  one.close();
  expect((await other.step(step(200))).y).toEqual(y);
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
