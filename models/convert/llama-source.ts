/**
 * A llama-family GGUF file as a source of weights: names, shapes, rotary order, special tokens.
 *
 * @module
 */
import type { Architecture } from "../../src/model/manifest.ts";
import { TillerError } from "../../src/spec/tiller-error.ts";
import { sha256OfFile } from "./file-hash.ts";
import { GgufFile } from "./gguf-file.ts";
import type { Matrix } from "./matrix.ts";
import type { FrontWeights, LayerWeights, ModelSource } from "./model-source.ts";

/** Opens the GGUF at `path`; what this converter cannot express exactly is a {@link TillerError}, never ignored. */
export async function openLlamaSource(path: string): Promise<ModelSource> {
  const file = await GgufFile.open(path);
  const architecture = readArchitecture(file);
  checkTensorNames(file, architecture);
  file.checkTensors();
  return {
    architecture,
    context: file.number("llama.context_length"),
    specialTokens: readSpecialTokens(file, architecture),
    chatTemplate: file.text("tokenizer.chat_template"),
    origin: { file: file.name, sha256: await sha256OfFile(path) },
    layer: (index) => readLayer(file, architecture, index),
    front: () => readFront(file, architecture),
  };
}

function readArchitecture(file: GgufFile): Architecture {
  const family = file.text("general.architecture");
  if (family !== "llama") {
    throw refuse(file, `architecture ${family ?? "(none)"} is not supported, only llama`);
  }
  const hidden = file.number("llama.embedding_length");
  const queryHeads = file.number("llama.attention.head_count");
  const headDimension = file.number("llama.attention.key_length", hidden / queryHeads);
  const vocabulary = file.arrayLength("tokenizer.ggml.tokens");
  const architecture: Architecture = {
    family,
    layers: file.number("llama.block_count"),
    hidden,
    queryHeads,
    keyValueHeads: file.number("llama.attention.head_count_kv", queryHeads),
    headDimension,
    feedForward: file.number("llama.feed_forward_length"),
    vocabulary: file.number("llama.vocab_size", vocabulary ?? undefined),
    ropeTheta: file.number("llama.rope.freq_base", 10_000),
    // GGUF keeps float32, and 1e-5 is 0.00000999…; the manifest says what was meant.
    normEpsilon: Number(file.number("llama.attention.layer_norm_rms_epsilon").toPrecision(6)),
  };
  checkArchitecture(file, architecture);
  return architecture;
}

function checkArchitecture(file: GgufFile, architecture: Architecture): void {
  const { ropeTheta, normEpsilon, family: _, ...sizes } = architecture;
  for (const [name, value] of Object.entries({ ropeTheta, normEpsilon, ...sizes })) {
    const right = value > 0 && (!(name in sizes) || Number.isSafeInteger(value));
    if (!right) throw refuse(file, `${name} cannot be ${value}`);
  }
  const { headDimension, queryHeads, keyValueHeads } = architecture;
  if (headDimension % 2 !== 0) throw refuse(file, `head dimension ${headDimension} is not even`);
  if (queryHeads % keyValueHeads !== 0) {
    throw refuse(file, `${queryHeads} query heads are no multiple of ${keyValueHeads} key-value heads`);
  }
  const rotated = file.number("llama.rope.dimension_count", headDimension);
  if (rotated !== headDimension) {
    throw refuse(file, `rotary embedding of ${rotated} of ${headDimension} dimensions is not supported`);
  }
  const scaling = file.text("llama.rope.scaling.type") ?? "none";
  if (scaling !== "none") throw refuse(file, `rope scaling ${scaling} is not supported`);
  if (file.number("llama.expert_count", 0) > 0) throw refuse(file, "mixtures of experts are not supported");
}

const layerTensors = [
  "attn_norm",
  "attn_q",
  "attn_k",
  "attn_v",
  "attn_output",
  "ffn_norm",
  "ffn_gate",
  "ffn_up",
  "ffn_down",
];

/** Biases, rope factors and the like would change the result, so that a tensor nobody reads is refused. */
function checkTensorNames(file: GgufFile, { layers }: Architecture): void {
  const known = new Set(["output.weight"]);
  const expect = (name: string) => {
    // At once, so that a senseless number of layers ends at the first that is missing.
    if (!file.has(name)) throw refuse(file, `no tensor ${name}`);
    known.add(name);
  };
  expect("token_embd.weight");
  expect("output_norm.weight");
  for (let index = 0; index < layers; index++) {
    for (const tensor of layerTensors) expect(`blk.${index}.${tensor}.weight`);
  }
  const unknown = file.tensorNames.find((name) => !known.has(name));
  if (unknown !== undefined) throw refuse(file, `tensor ${unknown} has no place in a plain llama model`);
}

function readSpecialTokens(file: GgufFile, { vocabulary }: Architecture): ModelSource["specialTokens"] {
  const token = (key: string, fallback?: number): number => {
    const id = file.number(key, fallback);
    if (id < vocabulary) return id;
    throw refuse(file, `${key} is ${id}, the vocabulary ends at ${vocabulary - 1}`);
  };
  const optional = (key: string): number | null => {
    const id = token(key, -1);
    return id < 0 ? null : id;
  };
  return {
    begin: optional("tokenizer.ggml.bos_token_id"),
    end: [token("tokenizer.ggml.eos_token_id")],
    padding: optional("tokenizer.ggml.padding_token_id"),
  };
}

function readLayer(file: GgufFile, architecture: Architecture, index: number): LayerWeights {
  const { hidden, queryHeads, keyValueHeads, headDimension, feedForward } = architecture;
  const name = (tensor: string) => `blk.${index}.${tensor}.weight`;
  const matrix = (tensor: string, rows: number, columns: number): Matrix => ({
    rows,
    columns,
    values: file.read(name(tensor), [rows, columns]),
  });
  const queries = queryHeads * headDimension;
  const keys = keyValueHeads * headDimension;
  return {
    attentionNorm: file.read(name("attn_norm"), [hidden]),
    query: rotateHalfOrder(matrix("attn_q", queries, hidden), headDimension),
    key: rotateHalfOrder(matrix("attn_k", keys, hidden), headDimension),
    value: matrix("attn_v", keys, hidden),
    attentionOutput: matrix("attn_output", hidden, queries),
    feedForwardNorm: file.read(name("ffn_norm"), [hidden]),
    gate: matrix("ffn_gate", feedForward, hidden),
    up: matrix("ffn_up", feedForward, hidden),
    down: matrix("ffn_down", hidden, feedForward),
  };
}

function readFront(file: GgufFile, { vocabulary, hidden }: Architecture): FrontWeights {
  const table = (name: string): Matrix => ({
    rows: vocabulary,
    columns: hidden,
    values: file.read(name, [vocabulary, hidden]),
  });
  return {
    embedding: table("token_embd.weight"),
    head: file.has("output.weight") ? table("output.weight") : null,
    finalNorm: file.read("output_norm.weight", [hidden]),
  };
}

/**
 * GGUF interleaves the rows of each head, pair by pair (2i, 2i+1), for interleaved rotary embedding; the
 * graphs rotate halves, (i, i + d/2). Puts the rows back: row 2i+p of a head becomes row p·d/2 + i.
 */
export function rotateHalfOrder(weights: Matrix, headDimension: number): Matrix {
  const { rows, columns, values: source } = weights;
  const values = new Float32Array(source.length);
  const half = headDimension / 2;
  for (let row = 0; row < rows; row++) {
    const head = Math.floor(row / headDimension) * headDimension;
    const within = row - head;
    const target = head + (within % 2) * half + Math.floor(within / 2);
    values.set(source.subarray(row * columns, (row + 1) * columns), target * columns);
  }
  return { rows, columns, values };
}

function refuse(file: GgufFile, message: string): TillerError {
  return new TillerError("invalid_request", `${file.path}: ${message}`);
}
