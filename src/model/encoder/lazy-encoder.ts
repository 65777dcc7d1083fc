/**
 * An encoder that is loaded when somebody first wants it.
 *
 * @module
 */
import type { PackageReader, Platform } from "../../runtime/platform.ts";
import { SentenceEncoder, type TextEncoding } from "./text-encoder.ts";

/** Waits for the encoder; whoever asks while it loads waits for the same load, and after a failure it is tried again. */
export type LazyEncoder = () => Promise<TextEncoding>;

export function lazyEncoder(reader: PackageReader, platform: Platform): LazyEncoder {
  let loading: Promise<TextEncoding> | undefined;
  const load = async () => SentenceEncoder.load(reader, await platform.startOnnx());
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
