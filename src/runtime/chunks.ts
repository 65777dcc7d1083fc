/**
 * Streams that hold a package's file, chunk by chunk.
 *
 * @module
 */

const chunkBytes = 256 * 1024;

/** One buffer for all chunks, each good until the next is asked for: as garbage they would be as large as the weights. */
export async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader({ mode: "byob" });
  let buffer = new ArrayBuffer(chunkBytes);
  for (;;) {
    const { value, done } = await reader.read(new Uint8Array(buffer));
    if (done || !value) return;
    yield value;
    buffer = value.buffer;
  }
}
