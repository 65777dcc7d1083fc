/**
 * A sequence classifier: texts to probabilities of labels.
 *
 * @module
 */
import { Tokenizer } from "@huggingface/tokenizers";
import { windowsOf } from "../../decode/windows.ts";
import { type GraphSession, type OnnxRuntime, Tensor } from "../../runtime/onnx-runtime.ts";
import type { PackageReader } from "../../runtime/platform.ts";
import { probabilityOf } from "../head.ts";
import { readAll } from "../package-files.ts";
import { floats } from "../tensors.ts";
import { type ClassifierConfig, contextOf, isMultiLabel, readClassifierConfig } from "./classifier-config.ts";

/** Where exporters put the graph; the smallest first. */
const graphPaths = [
  "onnx/model_quantized.onnx",
  "model_quantized.onnx",
  "onnx/model_int8.onnx",
  "model.int8.onnx",
  "onnx/model.onnx",
  "model.onnx",
];

export class TextClassifier {
  readonly labels: readonly string[];
  /** Of its graph, weights included. */
  readonly bytes: number;
  private readonly config: ClassifierConfig;
  private readonly tokenizer: Tokenizer;
  private readonly graph: GraphSession;

  private constructor(config: ClassifierConfig, tokenizer: Tokenizer, graph: GraphSession, bytes: number) {
    this.config = config;
    this.labels = Object.values(config.id2label);
    this.tokenizer = tokenizer;
    this.graph = graph;
    this.bytes = bytes;
  }

  /** @throws Error where a file is missing, or not what it should be */
  static async load(reader: PackageReader, onnx: OnnxRuntime): Promise<TextClassifier> {
    const config = await readClassifierConfig(reader);
    const json = new TextDecoder().decode(await readAll(reader, "tokenizer.json"));
    const tokenizer = new Tokenizer(JSON.parse(json) as object, {});
    const bytes = await firstOf(reader, graphPaths);
    return new TextClassifier(config, tokenizer, await onnx.createSession(bytes), bytes.length);
  }

  /**
   * The labels' probabilities [labels] in each window of the text: one, unless it is longer than the model reads at once.
   * One text at a time, as with the encoder.
   */
  async classify(text: string): Promise<number[][]> {
    const framed = this.tokenizer.encode(text).ids;
    const bare = this.tokenizer.encode(text, { add_special_tokens: false }).ids;
    const [before, after] = frameOf(framed, bare);
    const windows = windowsOf(bare, contextOf(this.config) - before.length - after.length);
    const probabilities: number[][] = [];
    for (const window of windows) probabilities.push(await this.read([...before, ...window, ...after]));
    return probabilities;
  }

  release(): Promise<void> {
    return this.graph.release();
  }

  private async read(tokens: readonly number[]): Promise<number[]> {
    const of = (value: (token: number) => number) =>
      new Tensor(
        "int64",
        BigInt64Array.from(tokens, (token) => BigInt(value(token))),
        [1, tokens.length],
      );
    const all: Record<string, Tensor> = {
      input_ids: of((token) => token),
      attention_mask: of(() => 1),
      token_type_ids: of(() => 0),
    };
    const inputs = Object.fromEntries(
      Object.entries(all).filter(([name]) => this.graph.inputs.includes(name)),
    );
    const logits = [...floats(await this.graph.run(inputs, ["logits"]), "logits")];
    if (isMultiLabel(this.config)) return logits.map(probabilityOf);
    const most = Math.max(...logits);
    const weights = logits.map((logit) => Math.exp(logit - most));
    const sum = weights.reduce((all, weight) => all + weight, 0);
    return weights.map((weight) => weight / sum);
  }
}

/** What the tokenizer puts around a text. */
function frameOf(framed: readonly number[], bare: readonly number[]): [number[], number[]] {
  const extra = framed.length - bare.length;
  let before = 0;
  while (before < extra && !bare.every((token, index) => token === framed[before + index])) before++;
  return [framed.slice(0, before), framed.slice(before + bare.length)];
}

async function firstOf(reader: PackageReader, paths: readonly string[]): Promise<Uint8Array> {
  let failure: unknown;
  for (const path of paths) {
    try {
      return await readAll(reader, path);
    } catch (error) {
      failure = error;
    }
  }
  throw new Error(`no graph: none of ${paths.join(", ")}`, { cause: failure });
}
