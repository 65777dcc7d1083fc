/**
 * Tiller's platform in workerd: WASM compiled at build time.
 *
 * @module
 */
import wasm from "onnxruntime-web/ort-wasm-simd-threaded.wasm";
import { startOnnxRuntime } from "./onnx-runtime.ts";
import type { Platform } from "./platform.ts";
import { loadKernels } from "./workerd-kernels.ts";

declare const scheduler: { wait(milliseconds: number): Promise<void> };

export const workerdPlatform: Platform = {
  // In production the clock moves with I/O only; waiting counts as such.
  clock: { now: () => performance.now(), pause: () => scheduler.wait(0) },
  loadKernels,
  startOnnx: () =>
    startOnnxRuntime(async (imports) => ({
      module: wasm,
      instance: new WebAssembly.Instance(wasm, imports),
    })),
};
