/**
 * `GET /healthz`
 *
 * @module
 */
import { Hono } from "hono";
import { type Health, healthSchema } from "../src/spec/health.ts";
import type { Engine } from "./engine.ts";
import { described } from "./openapi/describe.ts";

/** Answers 200 once the Worker can serve, loading the model if need be, and says what it takes. */
export function healthRoute(engine: Engine): Hono {
  const route = new Hono();
  const describedHere = described({
    summary: "Whether the service can serve",
    description: "Loads the default model if need be, and answers 200 once it can.",
    answer: healthSchema,
    errors: ["model_unavailable"],
  });
  route.get("/healthz", describedHere, async (context) => {
    const model = await engine.model();
    return context.json<Health>({
      status: "ok",
      model: model.name,
      in_flight: engine.inFlight,
      computed: engine.computed,
      isolates: (await model.isolates()).map(({ name, heapBytes, bufferBytes }) => ({
        name,
        wasm_heap_bytes: heapBytes,
        buffer_bytes: bufferBytes,
      })),
    });
  });
  return route;
}
