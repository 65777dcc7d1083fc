/**
 * The tiny model as a GGUF file: what the converter must turn back into the tiny package.
 *
 * @module
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Matrix } from "../../models/convert/matrix.ts";
import type { ModelSource } from "../../models/convert/model-source.ts";
import { tinySource } from "../../models/convert/tiny.ts";
import { tinyTokenizer } from "../../models/convert/tiny-tokenizer.ts";
import { floatTensor, ggufBytes, type TestMetadata, type TestTensor } from "./gguf-writer.ts";

export interface TinyGguf {
  metadata: TestMetadata;
  tensors: TestTensor[];
}

/** Metadata and float32 tensors of the tiny model, query and key rows interleaved as GGUF has them. */
export function tinyGguf(source: ModelSource = tinySource()): TinyGguf {
  const { architecture: a, context, chatTemplate } = source;
  const { embedding, finalNorm } = source.front();
  const tensors = [
    matrixTensor("token_embd", embedding),
    floatTensor("output_norm.weight", [a.hidden], finalNorm),
  ];
  for (let index = 0; index < a.layers; index++) {
    const layer = source.layer(index);
    const at = (name: string) => `blk.${index}.${name}`;
    tensors.push(
      floatTensor(`${at("attn_norm")}.weight`, [a.hidden], layer.attentionNorm),
      matrixTensor(at("attn_q"), interleaved(layer.query, a.headDimension)),
      matrixTensor(at("attn_k"), interleaved(layer.key, a.headDimension)),
      matrixTensor(at("attn_v"), layer.value),
      matrixTensor(at("attn_output"), layer.attentionOutput),
      floatTensor(`${at("ffn_norm")}.weight`, [a.hidden], layer.feedForwardNorm),
      matrixTensor(at("ffn_gate"), layer.gate),
      matrixTensor(at("ffn_up"), layer.up),
      matrixTensor(at("ffn_down"), layer.down),
    );
  }
  return {
    metadata: {
      "general.architecture": "llama",
      "llama.block_count": a.layers,
      "llama.context_length": context,
      "llama.embedding_length": a.hidden,
      "llama.feed_forward_length": a.feedForward,
      "llama.attention.head_count": a.queryHeads,
      "llama.attention.head_count_kv": a.keyValueHeads,
      "llama.attention.layer_norm_rms_epsilon": { float: a.normEpsilon },
      "llama.rope.freq_base": { float: a.ropeTheta },
      "tokenizer.ggml.tokens": tinyTokenizer().tokens,
      "tokenizer.ggml.eos_token_id": 2,
      "tokenizer.ggml.padding_token_id": 0,
      "tokenizer.chat_template": chatTemplate ?? "",
    },
    tensors,
  };
}

/** Writes `gguf` with the tiny tokenizer and a licence beside it, and returns its path. */
export function writeGguf(folder: string, { metadata, tensors }: TinyGguf): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "tokenizer.json"), tinyTokenizer().json);
  writeFileSync(join(folder, "LICENSE"), "MIT License\n");
  const path = join(folder, "tiny.gguf");
  writeFileSync(path, ggufBytes(metadata, tensors));
  return path;
}

function matrixTensor(name: string, { rows, columns, values }: Matrix): TestTensor {
  return floatTensor(`${name}.weight`, [rows, columns], values);
}

/** Rows (i, i + d/2) of each head next to each other: what llama.cpp's converter does. */
function interleaved({ rows, columns, values }: Matrix, headDimension: number): Matrix {
  const turned = new Float32Array(values.length);
  const half = headDimension / 2;
  for (let row = 0; row < rows; row++) {
    const within = row % headDimension;
    const target = row - within + (within < half ? 2 * within : 2 * (within - half) + 1);
    turned.set(values.subarray(row * columns, (row + 1) * columns), target * columns);
  }
  return { rows, columns, values: turned };
}
