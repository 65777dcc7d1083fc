/**
 * transformers.js: all paths are rows of one batch.
 *
 * @module
 */
import {
  AutoModelForCausalLM,
  BaseStreamer,
  env,
  type PreTrainedModel,
  Tensor,
  type TextStreamer,
} from "@huggingface/transformers";
import type { Generation, Prompt, Subject } from "../subject.ts";

export interface TransformersPlaces {
  /** The folder that holds the model's, and the model's name in it. */
  readonly models: string;
  readonly model: string;
  /** ONNX Runtime Web's build that transformers.js loads where nothing is said. */
  readonly mjs: string;
  readonly wasm: string;
}

/** Notes when the first tokens come, and keeps the first path's. */
class FirstTokens extends BaseStreamer {
  /** The time of the first tokens after the prompt. */
  at: number | null = null;
  readonly tokens: bigint[] = [];
  private hasPrompt = false;

  override put(value: bigint[][]): void {
    if (!this.hasPrompt) {
      this.hasPrompt = true;
      return;
    }
    this.at ??= performance.now();
    this.tokens.push(...(value[0] ?? []));
  }

  override end(): void {}
}

export async function loadTransformers(
  { models, model, mjs, wasm }: TransformersPlaces,
  version: string,
  decode: (tokens: readonly number[]) => string,
): Promise<Subject> {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = models;
  env.useBrowserCache = false;
  env.useWasmCache = false;
  const onnx = env.backends.onnx.wasm;
  if (!onnx) throw new Error("transformers.js has no WASM backend here");
  Object.assign(onnx, { numThreads: 1, wasmPaths: { mjs, wasm } });
  const weights = "model_quantized.bin";
  const loaded = await AutoModelForCausalLM.from_pretrained(model, {
    dtype: "q8",
    device: "wasm",
    session_options: { externalData: [{ path: weights, data: `onnx/${weights}` }] },
  });
  return { name: "transformers.js q8", version, generate: (...what) => generate(loaded, decode, ...what) };
}

async function generate(
  model: PreTrainedModel,
  decode: (tokens: readonly number[]) => string,
  { ids }: Prompt,
  paths: number,
  tokens: number,
): Promise<Generation> {
  const shape = [paths, ids.length];
  const rows = Array.from({ length: paths }, () => ids).flat();
  const begun = performance.now();
  const streamer = new FirstTokens();
  await model.generate({
    inputs: new Tensor("int64", BigInt64Array.from(rows, BigInt), shape),
    attention_mask: new Tensor("int64", new BigInt64Array(rows.length).fill(1n), shape),
    do_sample: false,
    min_new_tokens: tokens,
    max_new_tokens: tokens,
    // The library calls nothing but its base class's methods, and asks for more by mistake.
    streamer: streamer as unknown as TextStreamer,
  });
  const ended = performance.now();
  const { at } = streamer;
  if (at === null || streamer.tokens.length !== tokens) {
    throw new Error(`transformers.js made ${streamer.tokens.length} of ${tokens} tokens`);
  }
  return { first: at - begun, rest: ended - at, text: decode(streamer.tokens.map(Number)) };
}
