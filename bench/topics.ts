/**
 * `npm run bench -- topics [--json FILE]`: how often the encoder finds a text nearer to its own topic than to another's.
 *
 * @module
 */
import { cosine } from "../src/model/encoder/cosine.ts";
import { SentenceEncoder } from "../src/model/encoder/text-encoder.ts";
import { folderReader, nodePlatform } from "../src/runtime/node.ts";
import { onnxHeapBytes } from "../src/runtime/onnx-runtime.ts";
import { parseOptions, writeJson } from "./command.ts";
import { estimateShare, formatEstimate } from "./report/statistics.ts";
import { topicPairs } from "./topics/pairs.ts";

export async function run(args: string[]): Promise<void> {
  const options = parseOptions(args, {
    model: { type: "string", default: "models/all-minilm-l6-v2" },
    json: { type: "string" },
  });
  const onnx = await nodePlatform.startOnnx();
  const before = onnxHeapBytes();
  const begun = performance.now();
  const encoder = await SentenceEncoder.load(folderReader(options.model), onnx);
  const loaded = performance.now() - begun;
  const pairs: { topic: Float32Array; text: Float32Array }[] = [];
  for (const [topic, text] of topicPairs) {
    pairs.push({
      topic: (await encoder.encode(topic)).vector,
      text: (await encoder.encode(text)).vector,
    });
  }
  const seconds = (performance.now() - begun - loaded) / 1000;
  // Each text against every other topic, not one that chance has drawn.
  const wins = pairs.flatMap(({ topic, text }) =>
    pairs.flatMap((other) =>
      other.topic === topic ? [] : [cosine(topic, text) > cosine(other.topic, text) ? 1 : 0],
    ),
  );
  const nearest = pairs.map(({ topic, text }) =>
    pairs.every((other) => other.topic === topic || cosine(topic, text) > cosine(other.topic, text)) ? 1 : 0,
  );
  const mebibytes = (onnxHeapBytes() - before) / 1024 ** 2;
  console.log(
    [
      `${pairs.length} pairs: the own topic is nearer than another's in ${formatEstimate(estimateShare(wins), 3)} of ${wins.length} comparisons`,
      `and nearest of all ${pairs.length} in ${formatEstimate(estimateShare(nearest), 3)}`,
      `loaded in ${Math.round(loaded)} ms, ${mebibytes.toFixed(0)} MiB of WASM heap; ${((1000 * seconds) / (2 * pairs.length)).toFixed(0)} ms a text`,
    ].join("\n"),
  );
  await writeJson(options.json, {
    pairs: pairs.length,
    wins: estimateShare(wins),
    nearest: estimateShare(nearest),
  });
}
