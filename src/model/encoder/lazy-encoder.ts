/**
 * An encoder that is loaded when somebody first wants it.
 *
 * @module
 */
import type { PackageReader, Platform } from "../../runtime/platform.ts";
import { TillerError } from "../../spec/tiller-error.ts";
import { LoadOnce } from "../load-once.ts";
import { SentenceEncoder, type TextEncoding } from "./text-encoder.ts";

/** @throws TillerError `model_unavailable` where it cannot be loaded; the next to ask tries again */
export type LazyEncoder = () => Promise<TextEncoding>;

/** Seconds until a failed load is worth another try. */
const retryAfter = 5;

export function lazyEncoder(reader: PackageReader, platform: Platform): LazyEncoder {
  const once = new LoadOnce<TextEncoding>();
  return () =>
    once
      .get(async () => SentenceEncoder.load(reader, await platform.startOnnx()))
      .catch((cause: unknown) => {
        throw new TillerError("model_unavailable", "the encoder could not be loaded", { cause, retryAfter });
      });
}
