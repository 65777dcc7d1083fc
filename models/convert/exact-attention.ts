/**
 * Attention whose result for a row is the same to the bit whatever shares its batch and wherever its
 * ancestors' slots lie.
 *
 * Floats do not add up the same in every order, and int8 activations turn the least difference into a
 * visible one within a few layers (measured on the default model: logits up to 1.6 apart). So everything
 * that is summed over slots here is a whole number below 2^24, whose float32 sums are exact in any order:
 * - values are whole numbers up to 2^10, in units that calibration chose;
 * - the weights of a row, whole numbers too, sum to 2^14 (to more only where thousands of slots are worth a little less
 *   than half a unit each; kernels, which sum integers, are exact then as well).
 * Scores are dot products over a head's channels, which ORT computes in one order for every row and slot.
 *
 * @module
 */
import type { GraphBuilder } from "./graph-builder.ts";
import type { AttentionParts, PoolValues } from "./products.ts";

/** Greatest whole number that stands for a value. */
const greatestWhole = 1023;
/** Calibration may have missed values twice as large as the greatest it saw. */
const headroom = 2;
/** What a row's weights sum to, and the size of the greatest one before they are normalised. */
const weightSum = 2 ** 14;
const unnormalised = 2 ** 11;

/** Units per 1 for values whose greatest magnitude is `greatest`: a power of two. */
function unitsFor(greatest: number): number {
  return 2 ** Math.floor(Math.log2(greatestWhole / (headroom * Math.max(greatest, 1e-6))));
}

/** `output` [S, width] = `values` [S, width] as whole numbers of units. */
export function wholeValues(graph: GraphBuilder, { values, greatest }: PoolValues, output: string): string {
  const units = unitsFor(greatest);
  graph.node("Mul", [values, graph.scalar(`units.${units}`, units)], `${output}.scaled`);
  graph.node("Round", [`${output}.scaled`], `${output}.whole`);
  const bounds = [graph.scalar("whole.least", -greatestWhole), graph.scalar("whole.most", greatestWhole)];
  return graph.node("Clip", [`${output}.whole`, ...bounds], output);
}

/** Attention over values that `wholeValues` wrote. */
export function exactAttention(graph: GraphBuilder, parts: AttentionParts, output: string): string {
  const { queryHeads, keyValueHeads, headDimension } = parts.architecture;
  const units = unitsFor(parts.values.greatest);
  const at = (name: string) => `${output}.exact.${name}`;
  const shared = queryHeads / keyValueHeads;
  const shape = (...sizes: number[]) => graph.axes(...sizes);
  const microsoft = "com.microsoft";

  graph.node("Mul", [parts.queries, graph.scalar("attention.scale", headDimension ** -0.5)], at("scaled"));
  graph.node("Reshape", [at("scaled"), shape(0, 0, keyValueHeads, shared, headDimension)], at("heads"));
  graph.node("Transpose", [at("heads")], at("turned"), { perm: [0, 2, 3, 1, 4] });
  graph.node("Reshape", [at("turned"), shape(0, keyValueHeads, -1, headDimension)], at("queries"));
  graph.node("Reshape", [parts.keys, shape(0, 0, keyValueHeads, headDimension)], at("keys"));
  graph.node("Reshape", [parts.values.values, shape(0, 0, keyValueHeads, headDimension)], at("values"));

  const byHead = { transB: 1, transBatchB: 1 };
  graph.node("FusedMatMul", [at("queries"), at("keys")], at("products"), byHead, microsoft);
  graph.node("Add", [at("products"), sharedMask(graph, shared)], at("scores"));
  graph.node("ReduceMax", [at("scores"), graph.axes(-1)], at("greatest"), { keepdims: 1 });
  graph.node("Sub", [at("greatest"), graph.scalar("attention.lift", Math.log(unnormalised))], at("base"));
  graph.node("Sub", [at("scores"), at("base")], at("exponents"));
  graph.node("Exp", [at("exponents")], at("exponentials"));

  wholeSum(graph, graph.node("Round", [at("exponentials")], at("coarse")), at("coarse.sum"));
  graph.node("Div", [graph.scalar("attention.sum", weightSum), at("coarse.sum")], at("share"));
  graph.node("Mul", [at("exponentials"), at("share")], at("shares"));
  const weights = graph.node("Round", [at("shares")], at("weights"));
  wholeSum(graph, weights, at("weights.sum"));
  graph.node("Mul", [at("weights.sum"), graph.scalar(`units.${units}`, units)], at("divisor"));

  graph.node("FusedMatMul", [weights, at("values")], at("mixed"), { transBatchB: 1 }, microsoft);
  graph.node("Div", [at("mixed"), at("divisor")], at("mean"));
  graph.node("Reshape", [at("mean"), shape(0, keyValueHeads, shared, -1, headDimension)], at("mean.heads"));
  graph.node("Transpose", [at("mean.heads")], at("mean.rows"), { perm: [0, 3, 1, 2, 4] });
  return graph.node("Reshape", [at("mean.rows"), shape(-1, queryHeads * headDimension)], output);
}

/** The mask once for each query head that shares a key head: [B, 1, shared·R, M]. */
function sharedMask(graph: GraphBuilder, shared: number): string {
  const name = "mask.shared";
  if (graph.makes(name)) return name;
  graph.node("Concat", Array(shared).fill("mask"), "mask.rows", { axis: 1 });
  return graph.node("Unsqueeze", ["mask.rows", graph.axes(1)], name);
}

function wholeSum(graph: GraphBuilder, x: string, output: string): void {
  graph.node("ReduceSum", [x, graph.axes(-1)], output, { keepdims: 1 });
}
