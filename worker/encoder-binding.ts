/**
 * What the front and the encoder's Worker say to each other.
 *
 * @module
 */
import type { TextEncoding } from "../src/model/encoder/text-encoder.ts";
import type { IsolateMemory } from "../src/model/layer-stage.ts";

/** The encoder's Worker, as its service binding shows it. */
export interface EncoderBinding {
  /**
   * Loads the encoder if need be, for many texts: the platform counts each call of a binding as a Worker that is
   * started, but not the calls of what it returned.
   *
   * @param packageHash - of the encoder that the front was deployed with
   * @returns why not, where it is of another package
   */
  open(packageHash: string): Promise<EncoderStub | string>;
  /** Of the isolate that answers; loads nothing. */
  memory(): Promise<IsolateMemory>;
}

/** The encoder, for as long as it is held on to. */
export interface EncoderStub extends TextEncoding, Disposable {}
