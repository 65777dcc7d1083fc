/**
 * Packages in the static assets of a Worker.
 *
 * @module
 */
import type { PackageReader } from "./platform.ts";

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
