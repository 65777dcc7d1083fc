import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { withTinyPackage } from "../../models/convert/with-tiny-package.ts";
import { loadPackage } from "../../src/model/load-package.ts";
import { folderReader, nodePlatform } from "../../src/runtime/node.ts";
import { tinyModel } from "../support/tiny-model.ts";

const load = (folder: string) => loadPackage(folderReader(folder), nodePlatform);

/** The message with which a package that was tampered with is refused. */
function refusalAfter(tamper: (file: (path: string) => string) => void): Promise<string> {
  return withTinyPackage(async (folder) => {
    tamper((path) => join(folder, path));
    const error = await load(folder).then(
      () => undefined,
      (reason: Error) => reason,
    );
    return error?.message ?? "loaded";
  });
}

describe("a package", () => {
  test("loads with its name, context and end token", async () => {
    const model = await tinyModel();
    expect(model).toMatchObject({ name: "tiny", context: 512 });
    expect([...model.endTokens]).toEqual([2]);
    expect(model.heapBytes()).toBeGreaterThan(0);
  });

  test("is refused when a byte of a weight part is not what the manifest says", async () => {
    const refusal = await refusalAfter((file) => {
      const path = file("front.bin.0");
      const bytes = readFileSync(path);
      bytes[100] = (bytes[100] ?? 0) ^ 1;
      writeFileSync(path, bytes);
    });
    expect(refusal).toMatch(/^front\.bin\.0: .*SHA-256/);
  });

  test("is refused when a file is longer than the manifest says", async () => {
    expect(await refusalAfter((file) => appendFileSync(file("tokenizer.json"), " "))).toMatch(
      /^tokenizer\.json: \d+ bytes where the manifest says \d+$/,
    );
  });

  test("is refused when a file is missing", async () => {
    expect(await refusalAfter((file) => rmSync(file("front.onnx")))).toMatch(/front\.onnx/);
  });

  test("is refused when the manifest is not one", async () => {
    expect(await refusalAfter((file) => writeFileSync(file("manifest.json"), "{"))).toBe(
      "manifest.json: not JSON",
    );
    expect(await refusalAfter((file) => writeFileSync(file("manifest.json"), "{}"))).toMatch(/format/);
  });
});

describe("the tokenizer", () => {
  test("gives back the text it took, special tokens left out", async () => {
    const { tokenizer } = await tinyModel();
    for (const text of ["the people of the", "naïve café — 🦊\n\n1984", ""]) {
      expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
    }
    expect(tokenizer.decode([2, ...tokenizer.encode("the"), 2])).toBe("the");
  });
});

describe("the chat template", () => {
  test("asks for the assistant's answer", async () => {
    const { chatTemplate } = await tinyModel();
    expect(chatTemplate?.render([{ role: "user", content: "Hi" }])).toBe(
      "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n",
    );
  });
});
