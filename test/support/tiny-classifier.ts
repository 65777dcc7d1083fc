import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GraphBuilder } from "../../models/convert/graph-builder.ts";
import { tinyTokenizer } from "../../models/convert/tiny-tokenizer.ts";

/** What each word says for `kind` and `rude`. */
const weights: Readonly<Record<string, readonly [number, number]>> = {
  Ġgood: [3, 0],
  Ġred: [0, 3],
  Ġsmall: [0, 0.5],
};

/** A folder with a package `tone`, which reads 16 tokens at once and tells `kind` from `rude` by three words. */
export async function withTinyClassifier<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "tiller-classifier-"));
  const { tokens, json } = tinyTokenizer();
  const table = Float32Array.from(tokens.flatMap((token) => [...(weights[token] ?? [0, 0])]));
  const graph = new GraphBuilder("tone");
  graph.input("input_ids", "int64", [1, "tokens"]);
  graph.input("attention_mask", "int64", [1, "tokens"]);
  graph.output("logits", "float32", [1, 2]);
  // Inline: a package in the usual layout has one file.
  graph.node("Gather", [graph.constant("table", table, [tokens.length, 2]), "input_ids"], "read");
  graph.node("ReduceSum", ["read", graph.axes(1)], "logits", { keepdims: 0 });
  const config = {
    id2label: { "0": "kind", "1": "rude" },
    max_position_embeddings: 16,
    model_type: "bert",
  };
  try {
    writeFileSync(join(folder, "config.json"), JSON.stringify(config));
    writeFileSync(join(folder, "tokenizer.json"), json);
    writeFileSync(join(folder, "model.onnx"), graph.build(Number.POSITIVE_INFINITY).graph);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
