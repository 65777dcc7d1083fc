/**
 * Runs the float32 graphs over calibration text and notes how large each product's inputs get, per channel.
 * It runs in ORT-web's WASM on one thread, whose results, unlike native ORT's, are the same bit for bit on
 * every machine.
 *
 * @module
 */
import { blockInputs } from "../../src/model/attention-blocks.ts";
import { layersOf } from "../../src/model/manifest.ts";
import { nodePlatform } from "../../src/runtime/node.ts";
import { type GraphSession, Tensor } from "../../src/runtime/onnx-runtime.ts";
import { maximaOf, observedProducts, observeInput } from "./float-products.ts";
import { type BuiltGraph, GraphBuilder } from "./graph-builder.ts";
import { layerGraph, productInputs, type StagePlan } from "./layer-graph.ts";
import { columnMaxima } from "./matrix.ts";
import type { ModelSource } from "./model-source.ts";
import { normed } from "./norm-nodes.ts";
import type { LayerMaxima, Maxima } from "./smoothing.ts";
import { unchanged } from "./write-package.ts";

/** Rows of one sequence, [length, hidden]. */
type Rows = { readonly length: number; values: Float32Array };

/**
 * Greatest |x| of every channel of every product's input, over all `sequences` of token ids. Stages are
 * brought up one at a time, so that no more than one lies in memory.
 */
export async function calibrate(
  source: ModelSource,
  stages: readonly StagePlan[],
  sequences: readonly number[][],
  progress: (message: string) => void = () => {},
): Promise<Maxima> {
  const texts = sequences.map((ids) => embedded(source, ids));
  const layers: LayerMaxima[] = [];
  for (const stage of stages) {
    progress(`calibration: ${stage.name}`);
    const plan = { ...stage, taps: [] };
    const { keyValueHeads, headDimension } = source.architecture;
    const valueWidth = keyValueHeads * headDimension;
    const prepared = layersOf(plan).map(unchanged(source).layer);
    const greatest = new Greatest();
    await withSession(layerGraph(source, plan, prepared, observedProducts).build(), async (session) => {
      for (const rows of texts) {
        const outputs = await session.run(layerInputs(source, plan, rows));
        greatest.add(outputs);
        for (const index of layersOf(plan))
          greatest.addRows(`value.${index}`, floats(outputs, `new.${index}.value`), valueWidth);
        rows.values = floats(outputs, "y");
      }
    });
    for (const index of layersOf(plan)) {
      const inputs = productInputs(index);
      layers.push({
        attentionInput: greatest.of(inputs.attention),
        value: greatest.of(`value.${index}`),
        attended: greatest.of(inputs.attentionOutput),
        mlpInput: greatest.of(inputs.mlp),
        gated: greatest.of(inputs.down),
      });
    }
  }
  progress("calibration: front");
  return { layers, headInput: await headInputMaxima(source, texts) };
}

async function headInputMaxima(source: ModelSource, texts: readonly Rows[]): Promise<Float32Array> {
  const { hidden, normEpsilon } = source.architecture;
  const graph = new GraphBuilder("final-norm");
  graph.input("hidden", "float32", ["s", hidden]);
  const norm = graph.constant("final.norm", source.front().finalNorm, [hidden]);
  observeInput(graph, normed(graph, "hidden", norm, normEpsilon, "head.input"), hidden);
  const greatest = new Greatest();
  await withSession(graph.build(), async (session) => {
    for (const rows of texts) {
      greatest.add(await session.run({ hidden: new Tensor("float32", rows.values, [rows.length, hidden]) }));
    }
  });
  return greatest.of("head.input");
}

/** Running maxima of the `maxima.<x>` outputs. */
class Greatest {
  readonly #values = new Map<string, Float32Array>();

  add(outputs: Record<string, Tensor>): void {
    for (const name of Object.keys(outputs)) {
      if (!name.startsWith(maximaOf(""))) continue;
      this.#raise(name, floats(outputs, name));
    }
  }

  /** Also takes rows [S, width] of what is no product's input. */
  addRows(name: string, values: Float32Array, width: number): void {
    this.#raise(maximaOf(name), columnMaxima([{ rows: values.length / width, columns: width, values }]));
  }

  #raise(name: string, fresh: Float32Array): void {
    const known = this.#values.get(name);
    this.#values.set(name, known ? known.map((value, i) => Math.max(value, fresh[i] ?? 0)) : fresh);
  }

  of(input: string): Float32Array {
    const values = this.#values.get(maximaOf(input));
    if (!values) throw new Error(`calibration saw nothing of ${input}`);
    return values;
  }
}

function embedded(source: ModelSource, ids: readonly number[]): Rows {
  const { embedding } = source.front();
  const values = new Float32Array(ids.length * embedding.columns);
  for (const [row, id] of ids.entries()) {
    const start = id * embedding.columns;
    values.set(embedding.values.subarray(start, start + embedding.columns), row * embedding.columns);
  }
  return { length: ids.length, values };
}

/** A whole sequence in one step against no filled slot: each row sees itself and those before it. */
function layerInputs(source: ModelSource, plan: StagePlan, rows: Rows): Record<string, Tensor> {
  const { hidden, keyValueHeads, headDimension } = source.architecture;
  const { length } = rows;
  const mask = Float32Array.from({ length: length * length }, (_, index) =>
    index % length <= Math.floor(index / length) ? 0 : -1e9,
  );
  const inOrder = Int32Array.from({ length }, (_, row) => row);
  const inputs: Record<string, Tensor> = {
    x: new Tensor("float32", rows.values, [length, hidden]),
    position_ids: new Tensor(
      "int64",
      BigInt64Array.from({ length }, (_, row) => BigInt(row)),
      [length],
    ),
    ...blockInputs({ shape: [1, length, length], rows: inOrder, order: inOrder, columns: inOrder, mask }),
  };
  const empty = new Tensor("float32", new Float32Array(0), [0, keyValueHeads * headDimension]);
  for (const index of layersOf(plan)) {
    inputs[`past.${index}.key`] = empty;
    inputs[`past.${index}.value`] = empty;
  }
  return inputs;
}

async function withSession(
  { graph, location, weights }: BuiltGraph,
  use: (session: GraphSession) => Promise<void>,
): Promise<void> {
  const runtime = await nodePlatform.startOnnx();
  const session = await runtime.createSession(graph, { location, data: weights });
  try {
    await use(session);
  } finally {
    await session.release();
  }
}

function floats(outputs: Record<string, Tensor>, name: string): Float32Array {
  const data = outputs[name]?.data;
  if (!(data instanceof Float32Array)) throw new Error(`the graph has no float32 output ${name}`);
  return data;
}
