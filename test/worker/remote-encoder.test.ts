import { afterEach, expect, test, vi } from "vitest";
import { SentenceEncoder } from "../../src/model/encoder/text-encoder.ts";
import { hashOf } from "../../src/model/package-files.ts";
import { folderReader, nodePlatform } from "../../src/runtime/node.ts";
import type { EncoderStub } from "../../worker/encoder-binding.ts";
import { remoteEncoder } from "../../worker/remote-encoder.ts";

const reader = folderReader("models/all-minilm-l6-v2");
const encoder = await SentenceEncoder.load(reader, await nodePlatform.startOnnx());

afterEach(() => {
  vi.useRealTimers();
});

/** The encoder as its Worker shows it. What happens before a text is read is told which one opened it is, from 1. */
async function worker(encode: (text: string, opened: number) => Promise<void> = async () => {}) {
  const own = await hashOf(encoder.manifest);
  const counts = { opened: 0, disposed: 0 };
  const open = async (packageHash: string): Promise<EncoderStub | string> => {
    if (packageHash !== own) return "of another package";
    const number = ++counts.opened;
    return {
      encode: async (text) => {
        await encode(text, number);
        return encoder.encode(text);
      },
      [Symbol.dispose]: () => void counts.disposed++,
    };
  };
  const memory = async () => ({ name: "encoder", heapBytes: 0, bufferBytes: 0 });
  return { binding: { open, memory }, counts };
}

const stopped = async () => {
  throw new Error("the script will never generate a response");
};

test("a text's vector is what it is here, and many texts take one call of the binding", async () => {
  const { binding, counts } = await worker();
  const remote = await remoteEncoder(binding, reader)();
  const texts = ["A sailing boat in a storm at sea.", "The bank raised its rates.", "A quiet harbour."];
  const vectors = await Promise.all(texts.map((text) => remote.encode(text)));
  expect(vectors).toEqual(await Promise.all(texts.map((text) => encoder.encode(text))));
  expect(counts).toEqual({ opened: 1, disposed: 0 });
});

test("texts that are lost with the encoder are sent again to the next, and the old one is let go of", async () => {
  const { binding, counts } = await worker((_, opened) => (opened === 1 ? stopped() : Promise.resolve()));
  const remote = await remoteEncoder(binding, reader)();
  const vectors = await Promise.all(["one", "two"].map((text) => remote.encode(text)));
  expect(vectors).toEqual([await encoder.encode("one"), await encoder.encode("two")]);
  expect(counts).toEqual({ opened: 2, disposed: 1 });
});

test("an encoder that is gone is a 503 that says when to come back", async () => {
  const { binding } = await worker(stopped);
  const remote = await remoteEncoder(binding, reader)();
  await expect(remote.encode("one")).rejects.toMatchObject({
    code: "model_unavailable",
    status: 503,
    retryAfter: 1,
  });
});

test("an encoder of another package is refused at once", async () => {
  const { binding, counts } = await worker();
  const other = { ...encoder.manifest, context: 128 };
  const text = new TextEncoder().encode(JSON.stringify(other));
  const otherReader = {
    async *read() {
      yield text;
    },
  };
  const remote = await remoteEncoder(binding, otherReader)();
  await expect(remote.encode("one")).rejects.toMatchObject({ code: "model_unavailable", retryAfter: 30 });
  expect(counts.opened).toBe(0);
});

test("an encoder that never answers is given up within a minute, all tries together", async () => {
  const { binding, counts } = await worker(() => new Promise(() => {}));
  const remote = await remoteEncoder(binding, reader)();
  vi.useFakeTimers();
  const gone = expect(remote.encode("one")).rejects.toMatchObject({
    code: "model_unavailable",
    retryAfter: 1,
  });
  // Its manifest is read in real time.
  await vi.waitFor(() => expect(counts.opened).toBe(1));
  await vi.advanceTimersByTimeAsync(60_000);
  await gone;
});

test("an encoder that opens too late is let go of", async () => {
  const { binding, counts } = await worker();
  const held = Promise.withResolvers<void>();
  const open = vi.fn(async (packageHash: string) => {
    await held.promise;
    return binding.open(packageHash);
  });
  const remote = await remoteEncoder({ ...binding, open }, reader)();
  vi.useFakeTimers();
  const gone = expect(remote.encode("one")).rejects.toMatchObject({ code: "model_unavailable" });
  await vi.waitFor(() => expect(open).toHaveBeenCalled());
  await vi.advanceTimersByTimeAsync(60_000);
  await gone;
  held.resolve();
  await vi.waitFor(() => expect(counts.disposed).toBe(open.mock.calls.length));
});
