/**
 * `GET /healthz`
 *
 * @module
 */
import { Hono } from "hono";
import type { Engine } from "./engine.ts";

/** Answers 200 once the Worker can serve, loading the model if need be, and says what it takes. */
export function healthRoute(engine: Engine): Hono {
  const route = new Hono();
  route.get("/healthz", async (context) => {
    const model = await engine.model();
    return context.json({
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
