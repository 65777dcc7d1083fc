/**
 * Tiller's platform in workerd: packages from an assets binding, ONNX Runtime Web's WASM compiled at build
 * time.
 *
 * @module
 */
import wasm from "onnxruntime-web/ort-wasm-simd-threaded.wasm";
import { startOnnxRuntime } from "./onnx-runtime.ts";
import type { PackageReader, Platform } from "./platform.ts";

declare const scheduler: { wait(milliseconds: number): Promise<void> };

export const workerdPlatform: Platform = {
  // In production the clock moves with I/O only; waiting counts as such.
  clock: { now: () => performance.now(), pause: () => scheduler.wait(0) },
  startOnnx: () =>
    startOnnxRuntime(async (imports) => ({
      module: wasm,
      instance: new WebAssembly.Instance(wasm, imports),
    })),
};

/** What of an assets binding is needed here. */
export interface Assets {
  fetch(url: string): Promise<Response>;
}

/** Reads a package from the assets, where it has the folder `name` or is all there is. */
export function assetsReader(assets: Assets, name?: string): PackageReader {
  return {
    async *read(path) {
      const place = name === undefined ? path : `${name}/${path}`;
      // A binding has no host; URLs want one.
      const response = await assets.fetch(`https://assets.local/${place}`);
      if (!response.ok) throw new Error(`${place}: the assets answer ${response.status}`);
      if (response.body) yield* chunksOf(response.body);
    },
  };
}

const chunkBytes = 256 * 1024;

/** One buffer for all chunks, each good until the next is asked for: as garbage they would be as large as the weights. */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader({ mode: "byob" });
  let buffer = new ArrayBuffer(chunkBytes);
  for (;;) {
    const { value, done } = await reader.read(new Uint8Array(buffer));
    if (done || !value) return;
    yield value;
    buffer = value.buffer;
  }
}
