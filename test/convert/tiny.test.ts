import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeTinyPackage } from "../../models/convert/tiny.ts";
import { type LoadedModel, loadPackage } from "../../src/model/load-package.ts";
import type { Manifest } from "../../src/model/manifest.ts";
import { folderReader, nodePlatform } from "../../src/runtime/node.ts";

let folder: string;
let manifest: Manifest;
let model: LoadedModel;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tiller-tiny-"));
  manifest = writeTinyPackage(join(folder, "tiny"));
  model = await loadPackage(folderReader(join(folder, "tiny")), nodePlatform);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("the tiny model", () => {
  it("is small, and its manifest says how large", () => {
    const files = [manifest.front, ...manifest.stages].flatMap(({ graph, weights }) => [
      graph,
      ...weights.parts,
    ]);
    for (const { path, bytes } of files) expect(statSync(join(folder, "tiny", path)).size).toBe(bytes);
    expect(files.reduce((sum, file) => sum + file.bytes, 0)).toBeLessThan(300_000);
    expect(manifest.stages.map(({ name, taps }) => [name, taps])).toEqual([
      ["layers-0-0", []],
      ["layers-1-1", [1]],
    ]);
  });

  it("has a tokenizer that gives back any text, words as one token", () => {
    const { tokenizer } = model;
    const text = "The dog and the cat are in the house: 12 €, naïve 👋\n";
    expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
    expect(tokenizer.encode(" dog and frisbee")).toHaveLength(3);
    expect(tokenizer.encode("<|im_start|>user\n")[0]).toBe(1);
    expect(model.chatTemplate?.render([{ role: "user", content: "Hi" }])).toBe(
      "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n",
    );
  });

  it("says varied things, neither evenly likely nor in a constant loop", async () => {
    const session = model.open();
    const text: number[] = [];
    let entropy = 0;
    let token = 260;
    for (let position = 0; position < 40; position++) {
      const ancestors = Int32Array.from({ length: position }, (_, slot) => slot);
      const [logits] = await session.step([
        { token, position, slot: position, ancestors, wantsLogits: true },
      ]);
      const odds = Array.from(logits?.values ?? [], Math.exp);
      const total = odds.reduce((a, b) => a + b);
      entropy -= odds.reduce((sum, odd) => sum + (odd / total) * Math.log(odd / total), 0) / 40;
      token = odds.indexOf(Math.max(...odds));
      text.push(token);
    }
    expect(new Set(text).size).toBeGreaterThan(12);
    expect(entropy).toBeGreaterThan(0.5);
    expect(entropy).toBeLessThan(4);
  });

  it("is another model with another seed, the same with the same", () => {
    const weights = (seed: number, name: string) => {
      writeTinyPackage(join(folder, name), { seed, stages: 1 });
      return readFileSync(join(folder, name, "layers-0-1.bin.0"));
    };
    expect(weights(2, "two").equals(weights(2, "again"))).toBe(true);
    expect(weights(3, "three").equals(weights(2, "again"))).toBe(false);
  });
});
