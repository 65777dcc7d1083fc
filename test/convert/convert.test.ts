import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compareOnSequences } from "../../bench/parity-measures.ts";
import { convert } from "../../models/convert/convert.ts";
import { readOptions } from "../../models/convert/options.ts";
import { writeTinyPackage } from "../../models/convert/tiny.ts";
import { loadPackage } from "../../src/model/load-package.ts";
import type { Manifest } from "../../src/model/manifest.ts";
import { folderReader, nodePlatform } from "../../src/runtime/node.ts";
import { tinyGguf, writeGguf } from "./tiny-gguf.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tiller-convert-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const options = (source: string, out: string, ...more: string[]) =>
  readOptions([source, "--out", join(folder, out), "--stages", "2", "--taps", "1", ...more]);

const hashes = (manifest: Manifest) =>
  [manifest.front, ...manifest.stages].flatMap(({ graph, weights }) => [graph, ...weights.parts]);

const load = (name: string) => loadPackage(folderReader(join(folder, name)), nodePlatform);

/** Logits after each token of `ids`, fed in two steps. */
async function logits(name: string, ids: readonly number[]): Promise<Float32Array[]> {
  const model = await load(name);
  const session = model.open();
  const rows = ids.map((token, position) => ({
    token,
    position,
    slot: position,
    ancestors: Int32Array.from({ length: position }, (_, slot) => slot),
    wantsLogits: true,
  }));
  const steps = [await session.step(rows.slice(0, 5)), await session.step(rows.slice(5))];
  return steps.flat().map(({ values }) => values);
}

describe("convert", () => {
  it("makes of the tiny model's GGUF the tiny package, byte for byte", async () => {
    const source = writeGguf(folder, tinyGguf());
    const converted = await convert(options(source, "fp32", "--precision", "fp32"));
    const written = writeTinyPackage(join(folder, "tiny"), { precision: "fp32" });
    expect(converted.architecture).toEqual(written.architecture);
    expect(hashes(converted)).toEqual(hashes(written));
  });

  it("gives the same bytes for the same source, smoothed, and stays near the float32 model", async () => {
    const source = writeGguf(folder, tinyGguf());
    await convert(options(source, "one", "--name", "tiny"));
    await convert(options(source, "two", "--name", "tiny"));
    const files = readdirSync(join(folder, "one"));
    expect(files).toEqual(readdirSync(join(folder, "two")));
    expect(files).toContain("manifest.json");
    for (const file of files) {
      const [one, two] = ["one", "two"].map((name) => readFileSync(join(folder, name, file)));
      expect(one?.equals(two ?? Buffer.alloc(0)), file).toBe(true);
    }
    await convert(options(source, "fp32", "--precision", "fp32"));
    const [float, integer] = [await load("fp32"), await load("one")];
    const sequences = [Array.from({ length: 80 }, (_, i) => (i * 97 + 5) % 480)];
    const near = await compareOnSequences(float, integer, sequences);
    expect(near.tokens).toBe(79);
    expect(near.divergence).toBeLessThan(0.02);
    expect(near.agreement).toBeGreaterThan(0.9);
    expect(await compareOnSequences(float, float, sequences)).toMatchObject({ divergence: 0, agreement: 1 });
  });

  it("replaces an older package and nothing else", async () => {
    const source = writeGguf(folder, tinyGguf());
    const fp32 = options(source, "package", "--precision", "fp32");
    await convert(fp32);
    writeFileSync(join(folder, "package", "leftover"), "");
    await convert(fp32);
    expect(existsSync(join(folder, "package", "leftover"))).toBe(false);
    const foreign = { ...fp32, out: folder };
    await expect(convert(foreign)).rejects.toThrow(`${folder}: exists and is not a model package`);
    expect(existsSync(source)).toBe(true);
  });

  it("reads a model whose head is not tied", async () => {
    const gguf = tinyGguf();
    const [embedding] = gguf.tensors;
    if (!embedding) throw new Error("no embedding");
    const tied = writeGguf(join(folder, "tied"), gguf);
    gguf.tensors.push({ ...embedding, name: "output.weight" });
    const untied = writeGguf(join(folder, "untied"), gguf);
    await convert(options(tied, "a", "--precision", "fp32"));
    await convert(options(untied, "b", "--precision", "fp32"));
    const ids = [260, 270, 280, 290, 300, 310];
    expect(await logits("b", ids)).toEqual(await logits("a", ids));
    await convert(options(untied, "c"));
    const [first] = await logits("c", ids);
    expect(first?.every(Number.isFinite)).toBe(true);
  });
});
