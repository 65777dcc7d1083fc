import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { withTinyPackage } from "../../../models/convert/with-tiny-package.ts";
import { KernelEngine } from "../../../src/model/kernels/kernel-engine.ts";
import { KernelStage, type KernelStageParts } from "../../../src/model/kernels/kernel-stage.ts";
import { packRows, type StageStep } from "../../../src/model/layer-stage.ts";
import type { Manifest } from "../../../src/model/manifest.ts";
import { readManifest } from "../../../src/model/package-files.ts";
import { folderReader, nodePlatform } from "../../../src/runtime/node.ts";
import { nextRow } from "../../support/search-parts.ts";

const maxRows = 6;
let parts: KernelStageParts;
let manifest: Manifest;
beforeAll(() =>
  withTinyPackage(async (folder) => {
    manifest = await readManifest(folderReader(folder));
    const { stages, architecture, context } = manifest;
    parts = {
      module: await nodePlatform.loadKernels(),
      graph: await readFile(join(folder, stages[0]?.graph.path ?? "")),
      weights: await readFile(join(folder, stages[0]?.weights.parts[0]?.path ?? "")),
      architecture,
      context,
      maxRows,
      layers: [0],
      mostBytes: 2 ** 20,
      mostKeptBytes: 2 ** 19,
      idleBytes: 2 ** 30,
    };
  }),
);

/** A step of rows from one position on, each behind all before it; every row has states of its own. */
function stepAt(first: number, rows = 1): StageStep {
  const { hidden } = parts.architecture;
  const x = Float32Array.from({ length: rows * hidden }, (_, index) => Math.sin(first * hidden + index));
  const places = packRows(Array.from({ length: rows }, (_, row) => nextRow(first + row, 0)));
  return { x, capacity: 16, taps: [], ...places };
}

describe("a stage on kernels", () => {
  test("goes on from what was kept, wherever it is put, also when the session that kept it is closed", async () => {
    const stage = new KernelStage(parts);
    const [first, second] = [stage.open(), stage.open()];
    await first.step(stepAt(0, 3));
    await first.keep("prompt", Int32Array.of(0, 1, 2));
    const { y } = await first.step(stepAt(3));
    first.close();
    expect(await second.recall("prompt", Int32Array.of(15, 0, 7), 16)).toBe(true);
    const moved = { ...stepAt(3), ancestors: Int32Array.of(15, 0, 7) };
    expect((await second.step(moved)).y).toEqual(y);
    stage.forget(["prompt"]);
    expect(await second.recall("prompt", Int32Array.of(0, 1, 2), 16)).toBe(false);
    second.close();
    expect(stage.bufferBytes).toBe(0);
  });

  test("has the memory of a session that was closed for the next one, and takes no more however many come", async () => {
    const stage = new KernelStage(parts);
    const one = stage.open();
    const { y } = await one.step(stepAt(0, 3));
    one.close();
    const after = stage.heapBytes;
    for (let turn = 0; turn < 5; turn++) {
      const next = stage.open();
      expect((await next.step(stepAt(0, 3))).y).toEqual(y);
      next.close();
      next.close();
    }
    expect([stage.heapBytes, stage.bufferBytes]).toEqual([after, 0]);
  });

  test("takes no more than the most that sessions had at once, whichever came and went", async () => {
    const stage = new KernelStage(parts);
    const empty = stage.heapBytes;
    const most = 1024;
    const slotBytes = (4 + 2) * parts.architecture.keyValueHeads * parts.architecture.headDimension;
    for (const capacities of [[most], [64, most - 64], [most / 2, most / 2], [most - 64, 64]]) {
      const sessions = capacities.map((capacity) => ({ session: stage.open(), capacity }));
      for (const { session, capacity } of sessions) await session.step({ ...stepAt(0), capacity });
      expect(stage.bufferBytes).toBe(most * slotBytes);
      for (const { session } of sessions) session.close();
    }
    // WASM memory comes in pages of 64 KiB.
    expect(stage.heapBytes - empty).toBeLessThanOrEqual(most * slotBytes + 65_536);
  });

  test("gives up what it has grown to when nobody is left, where it is told to", async () => {
    const stage = new KernelStage({ ...parts, idleBytes: 2 ** 19 });
    const empty = stage.heapBytes;
    const [one, other] = [stage.open(), stage.open()];
    const { y } = await one.step({ ...stepAt(0), capacity: 1024 });
    one.close();
    expect(stage.heapBytes).toBeGreaterThan(empty);
    other.close();
    expect(stage.heapBytes).toBe(empty);
    expect((await stage.open().step(stepAt(0))).y).toEqual(y);
  });

  test("has nothing of another session's in slots that were never written", async () => {
    const stage = new KernelStage(parts);
    const one = stage.open();
    await one.step(stepAt(0, 3));
    one.close();
    const next = stage.open();
    await next.step(stepAt(5));
    await next.keep("unwritten", Int32Array.of(0, 1));
    const fresh = new KernelStage(parts).open();
    await fresh.step(stepAt(5));
    await fresh.keep("unwritten", Int32Array.of(0, 1));
    const after = { ...stepAt(2), ancestors: Int32Array.of(0, 1), capacity: 16 };
    expect((await next.step(after)).y).toEqual((await fresh.step(after)).y);
  });

  test("does nothing more in a session that is closed", async () => {
    const session = new KernelStage(parts).open();
    await session.step(stepAt(0));
    session.close();
    await expect(async () => session.step(stepAt(1))).rejects.toThrow("closed");
    await expect(session.keep("prompt", Int32Array.of(0))).rejects.toThrow("closed");
    await expect(session.recall("prompt", Int32Array.of(0), 16)).rejects.toThrow("closed");
  });

  test("taps the normed input of a layer, beside the same output", async () => {
    const session = new KernelStage(parts).open();
    const { y, taps } = await session.step({ ...stepAt(0, 3), taps: [0] });
    expect(taps.map(({ length }) => length)).toEqual([3 * parts.architecture.hidden]);
    expect((await session.step(stepAt(0, 3))).y).toEqual(y);
  });

  test("refuses what would reach beyond its memory and what kernels cannot compute with, and is as it was", async () => {
    const session = new KernelStage(parts).open();
    await session.step(stepAt(0, 3));
    const { y } = await session.step(stepAt(3));
    const wrong: Record<string, StageStep> = {
      "7 rows": stepAt(3, maxRows + 1),
      "position 512": { ...stepAt(3), positions: Int32Array.of(512) },
      "position -1": { ...stepAt(3), positions: Int32Array.of(-1) },
      "slot 16": { ...stepAt(3), slots: Int32Array.of(16) },
      "slot -1": { ...stepAt(3), slots: Int32Array.of(-1) },
      "ancestor 16": { ...stepAt(3), ancestors: Int32Array.of(0, 1, 16) },
      "number of ancestors 512": {
        ...stepAt(3),
        ancestors: new Int32Array(512),
        ancestorCounts: Int32Array.of(512),
      },
      "2 ancestors": { ...stepAt(3), ancestors: Int32Array.of(0, 1) },
      "0 states": { ...stepAt(3), x: new Float32Array() },
      "states that are not numbers": { ...stepAt(3), x: stepAt(3).x.fill(Number.NaN, 5, 6) },
      "layer 1": { ...stepAt(3), taps: [1] },
    };
    for (const [what, step] of Object.entries(wrong)) {
      await expect(async () => session.step(step), what).rejects.toThrow(what);
    }
    await expect(session.keep("prompt", Int32Array.of(16))).rejects.toThrow("slot 16");
    expect((await session.step(stepAt(3))).y).toEqual(y);
  });
});

describe("a damaged package is refused by the name of what is wrong:", () => {
  /** The graph, with a text in it replaced by one of the same length. */
  function withGraph(text: string, replacement: string): KernelStageParts {
    const graph = Buffer.from(parts.graph).toString("latin1").replaceAll(text, replacement);
    return { ...parts, graph: Buffer.from(graph, "latin1") };
  }

  test("a table, a constant or a factor that is not there", () => {
    for (const [name, refusal] of [
      ["layers.0.query.weight", "no table layers.0.query"],
      ["layers.0.down.part0.weight", "no table layers.0.down"],
      ["layers.0.mlp.norm", "no constant layers.0.mlp.norm"],
      ["new.0.value.scaled", "new.0.value.scaled by no constant"],
    ] as const) {
      expect(() => new KernelStage(withGraph(name, name.replace("0", "X")))).toThrow(refusal);
    }
    expect(() => new KernelStage({ ...parts, graph: new Uint8Array() })).toThrow("no constant");
  });

  test("weights that end too early", () => {
    const weights = parts.weights.subarray(0, -1);
    expect(() => new KernelStage({ ...parts, weights })).toThrow(/layers\.0\.down\.part3\.weight has 2047/);
  });
});

test("there are kernels for int8 and widths that vectors divide, and for nothing else", () => {
  expect(KernelEngine.fits(manifest)).toBe(true);
  expect(KernelEngine.fits({ ...manifest, precision: "fp32" })).toBe(false);
  const architecture = { ...manifest.architecture, headDimension: 24 };
  expect(KernelEngine.fits({ ...manifest, architecture })).toBe(false);
});
