import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { withTinyPackage } from "../../models/convert/with-tiny-package.ts";
import { HeadReader } from "../../src/model/head-reader.ts";
import type { LanguageModel, Row } from "../../src/model/language-model.ts";
import { type LoadedModel, loadPackage } from "../../src/model/load-package.ts";
import { folderReader, nodePlatform } from "../../src/runtime/node.ts";
import { forests } from "../support/random-forest.ts";
import { expectSameBits } from "../support/same-bits.ts";
import { nextRow, valuesOf } from "../support/search-parts.ts";
import { waveHead } from "../support/tiny-heads.ts";

const states = new HeadReader([waveHead("one", 1), waveHead("other", 3)]);
let onKernels: LoadedModel;
let onOnnx: LoadedModel;
beforeAll(() =>
  withTinyPackage(async (folder) => {
    onKernels = await loadPackage(folderReader(folder), nodePlatform, { states });
    onOnnx = await loadPackage(folderReader(folder), nodePlatform, { states, engine: "onnx" });
  }),
);

/** Logits and readings of all steps. */
async function computed(model: LanguageModel, steps: readonly Row[][]): Promise<Float32Array[]> {
  const session = model.open();
  const found: Float32Array[] = [];
  for (const step of steps) {
    const rows = step.map((row) => ({ ...row, reading: new Float32Array(2) }));
    found.push(...valuesOf(await session.step(rows)), ...rows.map(({ reading }) => reading));
  }
  session.close();
  return found;
}

async function expectSame(steps: readonly Row[][]): Promise<void> {
  expectSameBits(await computed(onKernels, steps), await computed(onOnnx, steps));
}

describe("kernels and the graphs of the same package on ONNX Runtime give the same bits", () => {
  test.each([1, 2, 3, 4, 5, 7, 8, 33])("for a text in steps of %i rows", async (size) => {
    const text = Array.from({ length: 67 }, (_, position) => nextRow(position, 3 + ((position * 37) % 490)));
    const steps = Array.from({ length: Math.ceil(text.length / size) }, (_, step) =>
      text.slice(step * size, (step + 1) * size),
    );
    await expectSame(steps);
  });

  test("for the largest step, and all tokens that there are", async () => {
    const { vocabulary, maxRows } = onKernels;
    const roots = Array.from({ length: vocabulary }, (_, token) => ({
      ...nextRow(0, token),
      slot: token % 64,
    }));
    const steps = Array.from({ length: Math.ceil(vocabulary / maxRows) }, (_, step) =>
      roots.slice(step * maxRows, (step + 1) * maxRows),
    );
    await expectSame(steps);
  });

  test("for random trees, whose slots lie anywhere and are used again", async () => {
    await fc.assert(fc.asyncProperty(forests(onKernels.vocabulary), expectSame), { numRuns: 30 });
  });

  test("and the same sum over a row's logits, but for the last digits", async () => {
    const sums = await Promise.all(
      [onKernels, onOnnx].map(async (model) => {
        const session = model.open();
        const [logits] = await session.step([nextRow(0, 7)]);
        session.close();
        return logits?.logNormaliser ?? Number.NaN;
      }),
    );
    expect(sums[0]).toBeCloseTo(sums[1] ?? 0, 10);
  });

  test("after part of a prompt was kept by another session", async () => {
    const text = [5, 100, 300, 42].map((token, position) => nextRow(position, token));
    const found = await Promise.all(
      [onKernels, onOnnx].map(async (model) => {
        const [first, second] = [model.open(), model.open()];
        await first.step(text.slice(0, 3));
        await first.keep?.("prompt", Int32Array.of(0, 1, 2));
        first.close();
        expect(await second.recall?.("prompt", Int32Array.of(9, 4, 6))).toBe(true);
        const logits = await second.step([{ ...nextRow(3, 42), slot: 0, ancestors: Int32Array.of(9, 4, 6) }]);
        second.close();
        model.keeping?.forget(["prompt"]);
        return valuesOf(logits);
      }),
    );
    expectSameBits(found[0] ?? [], found[1] ?? []);
    expectSameBits(found[0] ?? [], (await computed(onKernels, [text])).slice(3, 4));
    expect([onKernels.bufferBytes(), onOnnx.bufferBytes()]).toEqual([0, 0]);
  });
});

test.each([
  [5, 1],
  [4, 1],
  [3, 1],
])(
  "so do they where %i query heads share %i, and for texts that take several lists",
  async (query, keyValue) => {
    const text = Array.from({ length: 420 }, (_, position) => nextRow(position, 3 + ((position * 53) % 470)));
    const steps = Array.from({ length: 7 }, (_, step) => text.slice(step * 64, (step + 1) * 64));
    const [kernels, onnx] = await withTinyPackage(
      (folder) =>
        Promise.all([
          loadPackage(folderReader(folder), nodePlatform, { states }),
          loadPackage(folderReader(folder), nodePlatform, { states, engine: "onnx" }),
        ]),
      { heads: { query, keyValue } },
    );
    expectSameBits(await computed(kernels, steps), await computed(onnx, steps));
  },
);

test("a package in float32, for which there are no kernels, runs on ONNX Runtime", async () => {
  const model = await withTinyPackage((folder) => loadPackage(folderReader(folder), nodePlatform), {
    precision: "fp32",
  });
  const [logits] = await model.open().step([nextRow(0, 5)]);
  const [quantised] = await onKernels.open().step([nextRow(0, 5)]);
  expect(logits?.values).toHaveLength(model.vocabulary);
  expect(logits?.values).not.toEqual(quantised?.values);
});

test("a token that the vocabulary does not have is refused", async () => {
  for (const token of [-1, onKernels.vocabulary]) {
    await expect(onKernels.open().step([nextRow(0, token)])).rejects.toThrow(`no token ${token}`);
  }
});
