/**
 * The model folder that transformers.js loads with `dtype: "q8"`.
 *
 * @module
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ModelSource } from "../../../models/convert/model-source.ts";
import { decoderGraph } from "./decoder-graph.ts";

/** What the graph is called in the folder `onnx`: the name that transformers.js expects, and that of the weights. */
const graphName = "model_quantized";

export async function writeExport(model: ModelSource, folder: string): Promise<void> {
  const { graph, location, weights } = decoderGraph(graphName, model).build();
  await mkdir(join(folder, "onnx"), { recursive: true });
  await writeFile(join(folder, "onnx", `${graphName}.onnx`), graph);
  await writeFile(join(folder, "onnx", location), weights);
  await writeFile(join(folder, "config.json"), JSON.stringify(configOf(model), null, 2));
}

/** A llama's configuration as Hugging Face writes it. */
function configOf({ architecture, context, specialTokens }: ModelSource) {
  return {
    architectures: ["LlamaForCausalLM"],
    model_type: "llama",
    bos_token_id: specialTokens.begin,
    eos_token_id: specialTokens.end[0],
    pad_token_id: specialTokens.padding,
    head_dim: architecture.headDimension,
    hidden_size: architecture.hidden,
    intermediate_size: architecture.feedForward,
    max_position_embeddings: context,
    num_attention_heads: architecture.queryHeads,
    num_hidden_layers: architecture.layers,
    num_key_value_heads: architecture.keyValueHeads,
    rms_norm_eps: architecture.normEpsilon,
    rope_theta: architecture.ropeTheta,
    vocab_size: architecture.vocabulary,
  };
}
