/**
 * Tiller's platform in Node: packages from a folder, ONNX Runtime Web's WASM from its npm package, the kernels from beside
 * this one.
 *
 * @module
 */
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startOnnxRuntime } from "./onnx-runtime.ts";
import type { PackageReader, Platform } from "./platform.ts";

const kernels = new URL("../kernels/kernels.wasm", import.meta.url);

export const nodePlatform: Platform = {
  clock: { now: () => performance.now(), pause: () => setImmediate() },
  loadKernels: async () => WebAssembly.compile(await readFile(kernels)),
  startOnnx: () =>
    startOnnxRuntime(async (imports) => {
      const path = fileURLToPath(import.meta.resolve("onnxruntime-web/ort-wasm-simd-threaded.wasm"));
      return WebAssembly.instantiate(await readFile(path), imports);
    }),
};

/** Reads a package from `folder`. */
export function folderReader(folder: string): PackageReader {
  return { read: (path) => createReadStream(join(folder, path)) };
}
