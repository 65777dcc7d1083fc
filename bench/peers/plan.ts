/**
 * What the command tells the page, and the page the command, as JSON over HTTP.
 *
 * @module
 */
import type { WorkloadRounds } from "./measure.ts";

export interface Versions {
  readonly tiller: string;
  readonly transformers: string;
  readonly wllama: string;
}

export interface Plan {
  readonly rounds: number;
  /** The type of wllama's matrices. */
  readonly wllama: string;
  readonly versions: Versions;
}

export type Outcome = { readonly results: WorkloadRounds[] } | { readonly failure: string };

/** Where the page finds things. */
export const places = {
  plan: "/plan.json",
  report: "/report",
  outcome: "/outcome",
  worker: "/worker.js",
  tiller: {
    package: "/tiller/package/",
    kernels: "/tiller/kernels.wasm",
    onnx: "/tiller/ort-wasm-simd-threaded.wasm",
  },
  transformers: {
    models: "/transformers/models/",
    model: "smollm2-135m-instruct",
    mjs: "/transformers/ort-wasm-simd-threaded.asyncify.mjs",
    wasm: "/transformers/ort-wasm-simd-threaded.asyncify.wasm",
  },
  wllama: { wasm: "/wllama/wllama.wasm", gguf: "/wllama/model.gguf" },
} as const;
