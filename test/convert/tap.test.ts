import { expect, it } from "vitest";
import { floatProducts } from "../../models/convert/float-products.ts";
import { layerGraph, type PreparedLayer } from "../../models/convert/layer-graph.ts";
import { smoothed } from "../../models/convert/smoothing.ts";
import { tinySource } from "../../models/convert/tiny.ts";
import { unchanged } from "../../models/convert/write-package.ts";
import { blockInputs } from "../../src/model/attention-blocks.ts";
import { nodePlatform } from "../../src/runtime/node.ts";
import { Tensor } from "../../src/runtime/onnx-runtime.ts";

const rows = 3;

/** Outputs of the tiny model's first layer, in float32, for rows that each see themselves only. */
async function outputs(layer: PreparedLayer): Promise<Record<string, Tensor>> {
  const source = tinySource();
  const plan = { name: "layers-0-0", firstLayer: 0, lastLayer: 0, taps: [0] };
  const { graph, location, weights } = layerGraph(source, plan, [layer], floatProducts).build();
  const runtime = await nodePlatform.startOnnx();
  const session = await runtime.createSession(graph, { location, data: weights });
  const { hidden, keyValueHeads, headDimension } = source.architecture;
  const floats = (length: number, value: (index: number) => number) =>
    Float32Array.from({ length }, (_, i) => value(i));
  const past = new Tensor("float32", new Float32Array(0), [0, keyValueHeads * headDimension]);
  const inOrder = Int32Array.of(0, 1, 2);
  return session.run({
    x: new Tensor(
      "float32",
      floats(rows * hidden, (i) => Math.sin(i)),
      [rows, hidden],
    ),
    position_ids: new Tensor("int64", BigInt64Array.of(0n, 1n, 2n), [rows]),
    ...blockInputs({
      shape: [1, rows, rows],
      rows: inOrder,
      order: inOrder,
      columns: inOrder,
      mask: floats(rows * rows, (i) => (i % (rows + 1) === 0 ? 0 : -1e9)),
    }),
    "past.0.key": past,
    "past.0.value": past,
  });
}

it("changes neither a layer's result nor its tap when smoothing is folded in", async () => {
  const source = tinySource();
  const { hidden, queryHeads, keyValueHeads, headDimension, feedForward } = source.architecture;
  const maxima = (length: number) => Float32Array.from({ length }, (_, i) => 0.1 + (i % 7) ** 2);
  const seen = {
    attentionInput: maxima(hidden),
    value: maxima(keyValueHeads * headDimension),
    attended: maxima(queryHeads * headDimension),
    mlpInput: maxima(hidden),
    gated: maxima(feedForward),
  };
  const folded = smoothed(source, { layers: [seen], headInput: maxima(hidden) }).layer(0);
  expect(folded.tapScale?.some((scale) => Math.abs(scale - 1) > 0.5)).toBe(true);
  const [plain, smooth] = [await outputs(unchanged(source).layer(0)), await outputs(folded)];
  for (const name of ["y", "tap.0", "new.0.key"]) {
    const expected = plain[name]?.data as Float32Array;
    const found = smooth[name]?.data as Float32Array;
    expect(found.length, name).toBe(expected.length);
    for (const [index, value] of expected.entries()) expect(found[index], name).toBeCloseTo(value, 3);
  }
});
