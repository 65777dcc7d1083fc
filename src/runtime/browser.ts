/**
 * Tiller's platform in a browser, best in a worker: packages over HTTP, WASM from URLs.
 *
 * @module
 */
import { startOnnxRuntime } from "./onnx-runtime.ts";
import type { PackageReader, Platform } from "./platform.ts";

/** Where WASM is served, as `application/wasm`. */
export interface WasmAddresses {
  /** `src/kernels/kernels.wasm` of this package */
  kernels: string | URL;
  /** `ort-wasm-simd-threaded.wasm` of the npm package `onnxruntime-web` */
  onnx: string | URL;
}

export function browserPlatform({ kernels, onnx }: WasmAddresses): Platform {
  return {
    clock: { now: () => performance.now(), pause },
    loadKernels: () => WebAssembly.compileStreaming(fetch(kernels)),
    startOnnx: () => startOnnxRuntime((imports) => WebAssembly.instantiateStreaming(fetch(onnx), imports)),
  };
}

/** Reads the package that is served under `base`, which ends with a slash. */
export function httpReader(base: string | URL): PackageReader {
  return {
    async *read(path) {
      const url = new URL(path, base);
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${url}: the server answers ${response.status}`);
      if (response.body) yield* response.body;
    },
  };
}

/** A turn of the event loop. A timer would take 4 ms after a few turns: browsers clamp nested ones. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
