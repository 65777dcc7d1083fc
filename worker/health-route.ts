/**
 * `GET /healthz`
 *
 * @module
 */
import { Hono } from "hono";
import { type FullHealth, type Health, healthSchema } from "../src/spec/health.ts";
import { TillerError } from "../src/spec/tiller-error.ts";
import type { Engine } from "./engine.ts";
import type { Keys } from "./guards/keys.ts";
import { mayKnow } from "./guards/require-key.ts";
import { firstHost, hostAsked } from "./hosts.ts";
import { described } from "./openapi/describe.ts";

/**
 * Answers 200 once all of the model can compute, loading it if need be. What it takes, and how busy it is, is for those
 * who have a key, where there are keys; others are not refused, because whatever watches over a server asks here. But
 * they cannot make other objects than the first load the model: there may be many.
 */
export function healthRoute(engine: Engine, keys: Keys | null): Hono {
  const route = new Hono();
  const describedHere = described({
    summary: "Whether the service can serve",
    description:
      "Loads the default model if need be, the parts in other Workers included, and answers 200 once it can compute. Where the server has keys, `in_flight`, `computed` and `isolates` are told only to those who send one, and only they may ask for another object than the first (`?host=`).",
    answer: healthSchema,
    takesKey: true,
    errors: ["unauthorized", "model_unavailable", "stage_lost"],
  });
  route.get("/healthz", describedHere, async (context) => {
    const isKnown = await mayKnow(context.req.header("authorization"), keys);
    if (!isKnown && hostAsked(context.req.url) !== firstHost) {
      throw new TillerError("unauthorized", "only who sends a key may ask for another host than 0");
    }
    const model = await engine.model();
    await model.ready();
    const brief: Health = { status: "ok", model: model.name };
    if (!isKnown) return context.json(brief);
    return context.json<FullHealth>({
      status: "ok",
      model: model.name,
      in_flight: engine.inFlight,
      computed: engine.computed,
      isolates: (await engine.isolates()).map(({ name, heapBytes, bufferBytes }) => ({
        name,
        wasm_heap_bytes: heapBytes,
        buffer_bytes: bufferBytes,
      })),
    });
  });
  return route;
}
