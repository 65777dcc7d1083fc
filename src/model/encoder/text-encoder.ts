/**
 * Texts as vectors whose angles say how much they have in common.
 *
 * @module
 */
import { Tokenizer } from "@huggingface/tokenizers";
import { windowsOf } from "../../decode/windows.ts";
import { type GraphSession, type OnnxRuntime, Tensor } from "../../runtime/onnx-runtime.ts";
import type { PackageReader } from "../../runtime/platform.ts";
import { readJson, readParts } from "../package-files.ts";
import { releaseBuffer } from "../release-buffer.ts";
import { floats, int64 } from "../tensors.ts";
import { type EncoderManifest, readEncoderManifest } from "./encoder-manifest.ts";

export interface EncodedText {
  /** Of unit length [width]. */
  vector: Float32Array;
  /** How many windows it was read in: more than one where it is longer than the model's context. */
  windows: number;
}

export interface TextEncoding {
  encode(text: string): Promise<EncodedText>;
}

export class SentenceEncoder implements TextEncoding {
  readonly manifest: EncoderManifest;
  private readonly graph: GraphSession;
  private readonly tokenizer: Tokenizer;
  /** What stands around every text that it reads. */
  private readonly frame: { before: readonly number[]; after: readonly number[] };

  private constructor(manifest: EncoderManifest, graph: GraphSession, tokenizer: Tokenizer) {
    this.manifest = manifest;
    this.graph = graph;
    this.tokenizer = tokenizer;
    const [first = 0, last = 0] = tokenizer.encode("").ids;
    this.frame = { before: [first], after: [last] };
  }

  /** @throws Error naming the file that is missing or not what the manifest says */
  static async load(reader: PackageReader, onnx: OnnxRuntime): Promise<SentenceEncoder> {
    const manifest = await readEncoderManifest(reader);
    const tokenizer = new Tokenizer((await readJson(reader, manifest.tokenizer)) as object, {});
    const bytes = await readParts(reader, manifest.graph.parts);
    const graph = await onnx.createSession(bytes);
    releaseBuffer(bytes);
    return new SentenceEncoder(manifest, graph, tokenizer);
  }

  /**
   * One text at a time: activations are quantised by what is in a batch, and a text's vector must not depend on what is
   * read beside it. Of a text in several windows it is the direction of the sum of theirs.
   */
  async encode(text: string): Promise<EncodedText> {
    const { ids } = this.tokenizer.encode(text, { add_special_tokens: false });
    const { before, after } = this.frame;
    const windows = windowsOf(ids, this.manifest.context - before.length - after.length);
    const sum = new Float32Array(this.manifest.width);
    for (const window of windows) {
      const vector = await this.read([...before, ...window, ...after]);
      for (const [index, value] of vector.entries()) sum[index] = (sum[index] ?? 0) + value;
    }
    return { vector: unit(sum), windows: windows.length };
  }

  private async read(tokens: readonly number[]): Promise<Float32Array> {
    const positions = tokens.map((_, index) => index);
    const outputs = await this.graph.run({
      ids: new Tensor("int64", BigInt64Array.from(tokens, BigInt), [1, tokens.length]),
      pos: int64(positions),
      mask: new Tensor("float32", new Float32Array(tokens.length).fill(1), [1, tokens.length]),
    });
    return floats(outputs, "emb");
  }
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length === 0 ? vector : vector.map((value) => value / length);
}
