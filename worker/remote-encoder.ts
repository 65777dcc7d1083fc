/**
 * The encoder in a Worker of its own, as the front sees it.
 *
 * @module
 */
import { readEncoderManifest } from "../src/model/encoder/encoder-manifest.ts";
import type { LazyEncoder } from "../src/model/encoder/lazy-encoder.ts";
import type { EncodedText, TextEncoding } from "../src/model/encoder/text-encoder.ts";
import { hashOf } from "../src/model/package-files.ts";
import type { PackageReader } from "../src/runtime/platform.ts";
import { TillerError } from "../src/spec/tiller-error.ts";
import type { EncoderBinding, EncoderStub } from "./encoder-binding.ts";
import { HeldEncoder } from "./held-encoder.ts";
import { inTime, patience } from "./in-time.ts";

/** Milliseconds before each try of a text: an encoder that has stopped is there again when it is called next, or a little later. */
const pauses = [0, 0, 500, 2000];

/** @param reader - of the encoder's package, of which it takes the manifest only */
export function remoteEncoder(binding: EncoderBinding, reader: PackageReader): LazyEncoder {
  const encoder = new RemoteEncoder(async () =>
    binding.open(await hashOf(await readEncoderManifest(reader))),
  );
  return async () => encoder;
}

class RemoteEncoder implements TextEncoding {
  private readonly open: () => Promise<EncoderStub | string>;
  private held: HeldEncoder | undefined;

  constructor(open: () => Promise<EncoderStub | string>) {
    this.open = open;
  }

  /**
   * Nothing of a text is held over there, so one that is lost on the way is simply sent again, whatever its request has
   * already told its client. All tries together have one patience: who waits for a text is not told meanwhile to end.
   *
   * @throws TillerError `model_unavailable` where the encoder refuses, is lost again and again, or takes too long
   */
  async encode(text: string): Promise<EncodedText> {
    const end = Date.now() + patience.encoder.allTries;
    let loss: unknown;
    for (const pause of pauses) {
      if (Date.now() + pause >= end) break;
      if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
      try {
        return await inTime(end - Date.now(), () => this.encodeOnce(text));
      } catch (error) {
        if (error instanceof TillerError) throw error;
        loss = error;
      }
    }
    throw new TillerError("model_unavailable", "the encoder stopped; try again", {
      cause: loss,
      retryAfter: 1,
    });
  }

  private async encodeOnce(text: string): Promise<EncodedText> {
    if (!this.held || this.held.isUsedUp) this.held = new HeldEncoder(this.begin());
    const { held } = this;
    return held
      .use((stub) => inTime(patience.encoder.text, () => stub.encode(text)))
      .catch((error: unknown) => {
        held.letGo();
        throw error;
      });
  }

  private async begin(): Promise<EncoderStub> {
    const stub = await inTime(patience.encoder.loading, this.open, (late) => {
      if (typeof late !== "string") late[Symbol.dispose]();
    });
    if (typeof stub !== "string") return stub;
    throw new TillerError("model_unavailable", "the encoder is not the one that belongs here", {
      cause: new Error(`the encoder: ${stub}`),
      retryAfter: 30,
    });
  }
}
