import { afterEach, expect, test, vi } from "vitest";
import { withTinyPackage } from "../../models/convert/with-tiny-package.ts";
import { sharedModel } from "../../src/decode/shared-model.ts";
import { KernelPool } from "../../src/model/kernels/kernel-pool.ts";
import { loadPackage } from "../../src/model/load-package.ts";
import { layersOf } from "../../src/model/manifest.ts";
import type { LocalStage } from "../../src/model/model-engine.ts";
import { readManifest } from "../../src/model/package-files.ts";
import { bytesOfSlot } from "../../src/model/slot-limits.ts";
import { folderReader, nodePlatform } from "../../src/runtime/node.ts";
import { orNoRoom } from "../../worker/no-room.ts";
import { remoteStage } from "../../worker/remote-stage.ts";
import type { StageBinding, StageStub } from "../../worker/stage-binding.ts";
import { loadStage } from "../support/load-stage.ts";

afterEach(() => {
  vi.useRealTimers();
});

/** A stage as its Worker shows it. */
function bindingOf(stage: LocalStage): StageBinding {
  return {
    open: async () => {
      const session = stage.open();
      return {
        step: (step) => orNoRoom(session.step(step)),
        keep: (key, slots) => session.keep(key, slots),
        recall: (key, slots, capacity) => orNoRoom(session.recall(key, slots, capacity)),
        close: async () => session.close(),
        [Symbol.dispose]: () => session.close(),
      };
    },
    ready: async () => null,
    memory: async () => ({ name: "stage", heapBytes: 0, bufferBytes: stage.bufferBytes }),
    forget: async (keys) => stage.forget(keys),
  };
}

/** Two fronts that do not know of each other's sessions, in front of the same stages with room for 150 live slots. */
function twoFronts() {
  return withTinyPackage(async (folder) => {
    const reader = folderReader(folder);
    const manifest = await readManifest(reader);
    const { keyValueHeads, headDimension } = manifest.architecture;
    const most = Math.max(...manifest.stages.map((stage) => layersOf(stage).length));
    const poolBytes = 200 * bytesOfSlot(most, keyValueHeads * headDimension, KernelPool.valueBytes);
    const bindings = new Map<string, StageBinding>();
    for (const stage of manifest.stages) {
      bindings.set(stage.name, bindingOf(await loadStage(stage, manifest, reader, poolBytes)));
    }
    const front = async () => {
      const model = await loadPackage(reader, nodePlatform, {
        poolBytes,
        connect: ({ name }, packageHash) => {
          const binding = bindings.get(name);
          if (!binding) throw new Error(`no stage ${name}`);
          return remoteStage(name, binding, packageHash);
        },
      });
      return sharedModel(model, { now: () => 0, pause: async () => {} });
    };
    return [await front(), await front()] as const;
  });
}

const rows = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({
    token: 5,
    position: from + index,
    slot: from + index,
    ancestors: Int32Array.from({ length: from + index }, (_, ancestor) => ancestor),
    wantsLogits: from + index === to - 1,
  }));

test("a stage without room turns away the session that wants more, and nobody who shares a step with it", async () => {
  const [one, other] = await twoFronts();
  const large = one.open();
  for (let slot = 0; slot < 120; slot += 24) await large.step(rows(slot, slot + 24));
  const [modest, greedy] = [other.open(), other.open()];
  const [expected] = await modest.step(rows(0, 8));
  await greedy.step(rows(0, 24));
  // The group has room for 64 slots, of which 32 are taken; the stages have no room for more.
  await greedy.step(rows(24, 48));
  const [refused, served] = await Promise.allSettled([greedy.step(rows(48, 72)), modest.step(rows(7, 8))]);
  expect(refused).toMatchObject({ reason: { code: "overloaded", status: 503, retryAfter: 5 } });
  expect(served).toEqual({ status: "fulfilled", value: [expected] });
  greedy.close();
  expect(await modest.step(rows(8, 9))).toHaveLength(1);
  // As soon as the others have ended there is room again.
  large.close();
  for (const [from, to] of [
    [9, 40],
    [40, 70],
  ] as const)
    await modest.step(rows(from, to));
});

test("a session that a stage opens too late is closed, and its memory given back", async () => {
  vi.useFakeTimers();
  const late = Promise.withResolvers<StageStub>();
  const [close, dispose] = [vi.fn(async () => {}), vi.fn()];
  const binding = bindingThatOpens(late.promise);
  const session = remoteStage("layers", binding, "hash").open();
  const step = session.recall("prompt", Int32Array.of(0), 1);
  const lost = expect(step).rejects.toMatchObject({ code: "stage_lost" });
  await vi.advanceTimersByTimeAsync(60_000);
  await lost;
  late.resolve({
    step: () => Promise.reject(new Error("nobody asks")),
    keep: async () => {},
    recall: async () => false,
    close,
    [Symbol.dispose]: dispose,
  });
  await vi.advanceTimersByTimeAsync(0);
  expect([close, dispose].map((call) => call.mock.calls.length)).toEqual([1, 1]);
});

function bindingThatOpens(stub: Promise<StageStub>): StageBinding {
  return {
    open: () => stub,
    ready: async () => null,
    memory: async () => ({ name: "stage", heapBytes: 0, bufferBytes: 0 }),
    forget: async () => {},
  };
}

/** The tiny model behind bindings that are all the same. */
function modelBehind(binding: StageBinding) {
  return withTinyPackage((folder) =>
    loadPackage(folderReader(folder), nodePlatform, {
      connect: ({ name }, packageHash) => remoteStage(name, binding, packageHash),
    }),
  );
}

const sound = bindingThatOpens(new Promise(() => undefined));

test("what memory it takes is told without the stages that are gone", async () => {
  const gone = { ...sound, memory: () => Promise.reject(new Error("gone")) };
  const namesOf = async (binding: StageBinding) =>
    (await (await modelBehind(binding)).isolates()).map(({ name }) => name);
  expect(await namesOf(sound)).toEqual(["front", "stage", "stage"]);
  expect(await namesOf(gone)).toEqual(["front"]);
});

test.each([
  ["stage_lost", () => Promise.reject(new Error("gone"))],
  ["model_unavailable", async () => "of another package"],
])("a model whose stages cannot compute is not ready: %s", async (code, ready) => {
  await expect((await modelBehind(sound)).ready()).resolves.toBeUndefined();
  await expect((await modelBehind({ ...sound, ready })).ready()).rejects.toMatchObject({ code });
});
