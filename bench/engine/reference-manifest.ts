/**
 * What tree_graph.py writes beside its graphs.
 *
 * @module
 */
import { z } from "zod";

const graph = z.object({ name: z.string(), parts: z.array(z.string()).min(1), bytes: z.int().positive() });

export const referenceManifestSchema = z.object({
  front: graph,
  /** Layers `from` to before `to`. */
  stages: z.array(graph.extend({ from: z.int(), to: z.int() })).min(1),
});

export type ReferenceGraph = z.infer<typeof graph>;

/** SmolLM2-135M, the only model that the reference knows. */
export const referenceShape = { layers: 30, hidden: 576, vocabulary: 49152, slotWidth: 3 * 64 };
