import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type MatrixType, rewriteGguf } from "../../../bench/peers/models/rewrite-gguf.ts";
import { openLlamaSource } from "../../../models/convert/llama-source.ts";
import { tinyGguf, writeGguf } from "../../convert/tiny-gguf.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tiller-peers-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function rewritten(matrixType: MatrixType) {
  const source = writeGguf(folder, tinyGguf());
  const path = join(folder, `${matrixType}.gguf`);
  writeFileSync(path, Buffer.concat(await rewriteGguf(source, matrixType)));
  return { bytes: readFileSync(path), was: await openLlamaSource(source), is: await openLlamaSource(path) };
}

it("gives a float32 file back as it was", async () => {
  const { was, is } = await rewritten("f32");
  expect(is.architecture).toEqual(was.architecture);
  expect(is.chatTemplate).toBe(was.chatTemplate);
  expect(is.front()).toEqual(was.front());
  expect(is.layer(1)).toEqual(was.layer(1));
});

it("keeps the vectors, and the matrices within half a step of their block in Q8_0", async () => {
  const { was, is } = await rewritten("q8_0");
  expect(is.front().finalNorm).toEqual(was.front().finalNorm);
  const [before, after] = [was, is].map((source) => source.layer(0).gate.values);
  for (const [index, value] of before?.entries() ?? []) {
    const start = index - (index % 32);
    const greatest = Math.max(...(before?.subarray(start, start + 32) ?? []).map(Math.abs));
    // Half a step of the rounding, and what half precision takes from the scale.
    expect(Math.abs((after?.[index] ?? 0) - value)).toBeLessThanOrEqual(
      greatest * (0.5 / 127 + 2 ** -11) + 1e-9,
    );
  }
});
