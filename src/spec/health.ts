/**
 * Whether the service can serve, and what that takes.
 *
 * @module
 */
import { z } from "zod";

const count = z.int().nonnegative();

export const healthSchema = z.strictObject({
  status: z.literal("ok"),
  model: z.string().meta({ description: "The model that is loaded." }),
  in_flight: count.meta({ description: "Requests that are being worked on." }),
  computed: z
    .strictObject({ steps: count, rows: count })
    .meta({ description: "What the model has computed since it was loaded, whoever wanted it." }),
  isolates: z.array(
    z.strictObject({
      name: z.string(),
      wasm_heap_bytes: count,
      buffer_bytes: count.meta({ description: "What keys and values take beside the heap." }),
    }),
  ),
});

export type Health = z.infer<typeof healthSchema>;
