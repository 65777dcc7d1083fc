/**
 * `GET /metrics`
 *
 * @module
 */
import { Hono } from "hono";
import type { Engine } from "./engine.ts";
import { contentType, exposition, gauge, type Metric } from "./metrics/exposition.ts";
import { described } from "./openapi/describe.ts";

/** Tells Prometheus what was counted, and how things stand; loads nothing. */
export function metricsRoute(engine: Engine): Hono {
  const route = new Hono();
  const describedHere = described({
    summary: "What was counted, for Prometheus",
    description: "Has a key of its own, if any. Loads nothing.",
    answer: { contentType, description: "The text format, version 0.0.4." },
    errors: ["unauthorized", "forbidden"],
  });
  route.get("/metrics", describedHere, async (context) => {
    const text = exposition([...engine.metrics.all, ...(await gaugesOf(engine))]);
    return context.body(text, 200, { "content-type": contentType });
  });
  return route;
}

async function gaugesOf(engine: Engine): Promise<Metric[]> {
  const isolates = await engine.isolates();
  const ofIsolates = (read: (isolate: (typeof isolates)[number]) => number) =>
    isolates.map((isolate) => ({ labels: { isolate: isolate.name }, value: read(isolate) }));
  return [
    gauge("tiller_in_flight", "Requests that are being worked on.", [{ labels: {}, value: engine.inFlight }]),
    gauge("tiller_waiting", "Requests that wait for a place.", [{ labels: {}, value: engine.waiting }]),
    gauge(
      "tiller_wasm_heap_bytes",
      "The WASM memory of each isolate; none before the model is loaded.",
      ofIsolates(({ heapBytes }) => heapBytes),
    ),
    gauge(
      "tiller_buffer_bytes",
      "What keys and values take in each isolate: of live requests, in WASM memory, and kept.",
      ofIsolates(({ bufferBytes }) => bufferBytes),
    ),
  ];
}
