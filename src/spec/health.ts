/**
 * Whether the service can serve, and what that takes.
 *
 * @module
 */
import { z } from "zod";

const count = z.int().nonnegative();

/** All of it. */
export const fullHealthSchema = z.strictObject({
  status: z.literal("ok"),
  model: z.string().meta({ description: "The model that is loaded." }),
  in_flight: count.meta({ description: "Requests that are being worked on." }),
  computed: z
    .strictObject({ steps: count, rows: count })
    .meta({ description: "What the model has computed since it was loaded, whoever wanted it." }),
  isolates: z.array(
    z.strictObject({
      name: z.string(),
      wasm_heap_bytes: count.meta({
        description:
          "WASM memory: weights, and what keys and values lie in. The latter grows with what live requests have at once, and is given up when none is left, but not at the edge.",
      }),
      buffer_bytes: count.meta({
        description:
          "What keys and values take: those of live requests, in WASM memory, and those that are kept.",
      }),
    }),
  ),
});

/** What is not for everybody may be missing. */
export const healthSchema = fullHealthSchema.partial({ in_flight: true, computed: true, isolates: true });

export type FullHealth = z.infer<typeof fullHealthSchema>;
export type Health = z.infer<typeof healthSchema>;
