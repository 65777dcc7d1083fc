/**
 * What the library needs from the place it runs in.
 *
 * @module
 */
import type { OnnxRuntime } from "./onnx-runtime.ts";

/** Time as the budget sees it. */
export interface Clock {
  /** Milliseconds since an arbitrary origin. */
  now(): number;
  /** Lets other work, cancellations and, in workerd, the clock itself move on. */
  pause(): Promise<void>;
}

/** Reads the files of one model package by their path inside it, in chunks of any size, each good until the next. */
export interface PackageReader {
  read(path: string): AsyncIterable<Uint8Array>;
}

export interface Platform {
  readonly clock: Clock;
  /** The module of src/kernels, which the default model runs on. */
  loadKernels(): Promise<WebAssembly.Module>;
  /** For all other models. */
  startOnnx(): Promise<OnnxRuntime>;
}
