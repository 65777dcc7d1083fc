import { execFile } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { convert } from "../../models/convert/convert.ts";
import { readOptions } from "../../models/convert/options.ts";
import { ggufBytes } from "./gguf-writer.ts";
import { type TinyGguf, tinyGguf, writeGguf } from "./tiny-gguf.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tiller-refusals-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const out = () => join(folder, "out");
const run = (source: string, ...more: string[]) =>
  convert(readOptions([source, "--out", out(), "--stages", "2", ...more]));

/** The tiny model's file after `change`. */
function changed(change: (gguf: TinyGguf) => void): string {
  const gguf = tinyGguf();
  change(gguf);
  return writeGguf(folder, gguf);
}

const without = (name: string) => (gguf: TinyGguf) => {
  gguf.tensors = gguf.tensors.filter((tensor) => tensor.name !== name);
};
const metadata = (key: string, value: TinyGguf["metadata"][string]) => (gguf: TinyGguf) => {
  gguf.metadata[key] = value;
};

describe("convert refuses", () => {
  it.each<[string, (gguf: TinyGguf) => void, string]>([
    [
      "another architecture",
      metadata("general.architecture", "gpt2"),
      "architecture gpt2 is not supported, only llama",
    ],
    ["a missing tensor", without("blk.1.ffn_up.weight"), "no tensor blk.1.ffn_up.weight"],
    ["more layers than there are", metadata("llama.block_count", 4e9), "no tensor blk.2.attn_norm.weight"],
    ["sizes that are none", metadata("llama.attention.head_count", 3), "headDimension cannot be 21.33"],
    [
      "an end token outside the vocabulary",
      metadata("tokenizer.ggml.eos_token_id", 501),
      "tokenizer.ggml.eos_token_id is 501, the vocabulary ends at 500",
    ],
    ["rope scaling", metadata("llama.rope.scaling.type", "yarn"), "rope scaling yarn is not supported"],
    [
      "heads that do not share evenly",
      metadata("llama.attention.head_count_kv", 3),
      "4 query heads are no multiple of 3",
    ],
    [
      "a tensor with no place",
      (gguf) =>
        gguf.tensors.push({ ...gguf.tensors[1], name: "blk.0.attn_q.bias" } as TinyGguf["tensors"][0]),
      "tensor blk.0.attn_q.bias has no place",
    ],
    [
      "an unsupported tensor type",
      (gguf) => {
        gguf.tensors = gguf.tensors.map((tensor) =>
          tensor.name === "blk.0.attn_k.weight" ? { ...tensor, type: 14 } : tensor,
        );
      },
      "tensor blk.0.attn_k.weight has type Q6_K; supported are F32, F16, BF16, Q8_0",
    ],
    [
      "a tensor of another shape",
      metadata("llama.feed_forward_length", 96),
      "tensor blk.0.ffn_gate.weight has shape [128,64], not [96,64]",
    ],
    [
      "a model without an end token",
      (gguf) => delete gguf.metadata["tokenizer.ggml.eos_token_id"],
      "no metadata tokenizer.ggml.eos_token_id",
    ],
  ])("%s", async (_what, change, message) => {
    const source = changed(change);
    await expect(run(source, "--precision", "fp32")).rejects.toThrow(`${source}: ${message}`);
    expect(readdirSync(folder).toSorted()).toEqual(["LICENSE", "tiny.gguf", "tokenizer.json"]);
  });

  it("a file cut short, naming the tensor and the byte", async () => {
    const source = writeGguf(folder, tinyGguf());
    const { length } = readFileSync(source);
    truncateSync(source, length - 40);
    await expect(run(source)).rejects.toThrow(
      new RegExp(
        `truncated: tensor blk\\.1\\.ffn_down\\.weight at byte \\d+ ends at ${length}, the file at ${length - 40}`,
      ),
    );
  });

  it("a header cut short, at whatever byte", async () => {
    const source = join(folder, "short.gguf");
    const whole = readFileSync(writeGguf(folder, tinyGguf()));
    for (const length of [0, 3, 4, 7, 20, 100, 1000, 4000]) {
      writeFileSync(source, whole.subarray(0, length));
      await expect(run(source), `${length} bytes`).rejects.toThrow(`${source}: `);
    }
  });

  it("what is no GGUF file, or none at all", async () => {
    const source = writeGguf(folder, tinyGguf());
    writeFileSync(source, "PK not a model");
    await expect(run(source)).rejects.toThrow(`${source}: not a GGUF file`);
    rmSync(source);
    await expect(run(source)).rejects.toThrow(`${source}: no such file`);
  });

  it("a missing tokenizer or licence, and a tokenizer of another model", async () => {
    const source = writeGguf(folder, tinyGguf());
    const tokenizer = join(folder, "tokenizer.json");
    writeFileSync(tokenizer, JSON.stringify({ model: { vocab: { a: 100_000 } } }));
    await expect(run(source)).rejects.toThrow(`${tokenizer}: has token 100000, the model only 0 to 500`);
    writeFileSync(tokenizer, "{");
    await expect(run(source)).rejects.toThrow(`${tokenizer}: not a tokenizer.json`);
    rmSync(tokenizer);
    expect(() => readOptions([source, "--out", out()])).toThrow(
      `${tokenizer}: no such file (--tokenizer FILE`,
    );
    writeGguf(folder, tinyGguf());
    rmSync(join(folder, "LICENSE"));
    expect(() => readOptions([source, "--out", out()])).toThrow("LICENSE: no such file (--license FILE");
  });

  it("stages and taps that the model does not have", async () => {
    const source = writeGguf(folder, tinyGguf());
    await expect(run(source, "--stages", "3")).rejects.toThrow("--stages 3: must be 1 to 2");
    await expect(run(source, "--taps", "2")).rejects.toThrow("--taps 2: the model's layers are 0 to 1");
    expect(() => readOptions([source, "--out", out(), "--stages", "many"])).toThrow(
      "--stages many: not a whole number",
    );
    expect(() => readOptions([source, "--out", out(), "--colour", "red"])).toThrow("--colour");
    expect(() => readOptions([source])).toThrow("--out FOLDER is needed");
    expect(existsSync(out())).toBe(false);
  });

  it("in one line on standard error, with exit code 1", async () => {
    const source = join(folder, "empty.gguf");
    writeFileSync(source, ggufBytes({ "general.architecture": "llama\nor not" }, []));
    writeFileSync(join(folder, "tokenizer.json"), "{}");
    writeFileSync(join(folder, "LICENSE"), "MIT");
    const main = join(import.meta.dirname, "../../models/convert/main.ts");
    const failure: unknown = await promisify(execFile)(process.execPath, [
      main,
      source,
      "--out",
      out(),
    ]).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 1 });
    const lines = String((failure as { stderr: string }).stderr)
      .trim()
      .split("\n");
    expect(lines.at(-1)).toBe(`convert: ${source}: architecture llama or not is not supported, only llama`);
    expect(lines).toEqual([`reading ${source}`, lines.at(-1)]);
  });
});
