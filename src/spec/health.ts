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
          "WASM memory: weights, and as much for keys and values as there ever was. It never shrinks.",
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
