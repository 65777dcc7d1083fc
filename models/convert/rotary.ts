/**
 * The rotary caches: cosines and sines of every position, for rotate-half embeddings.
 *
 * @module
 */
import type { Architecture } from "../../src/model/manifest.ts";
import type { GraphBuilder } from "./graph-builder.ts";

/** Adds `rotary.cosines` and `rotary.sines`, float32 [context, headDimension / 2]. */
export function addRotaryCaches(
  graph: GraphBuilder,
  { architecture, context }: { architecture: Architecture; context: number },
): void {
  const half = architecture.headDimension / 2;
  const cosines = new Float32Array(context * half);
  const sines = new Float32Array(context * half);
  for (let pair = 0; pair < half; pair++) {
    const frequency = architecture.ropeTheta ** (-pair / half);
    for (let position = 0; position < context; position++) {
      cosines[position * half + pair] = Math.cos(position * frequency);
      sines[position * half + pair] = Math.sin(position * frequency);
    }
  }
  graph.constant("rotary.cosines", cosines, [context, half]);
  graph.constant("rotary.sines", sines, [context, half]);
}
