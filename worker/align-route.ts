/**
 * `POST /v1/align`
 *
 * @module
 */
import { Hono } from "hono";
import { errorSchema } from "../src/spec/error.ts";
import { parseOrRefuse } from "../src/spec/parse.ts";
import { alignRequestSchema } from "../src/spec/request.ts";
import { alignmentSchema } from "../src/spec/result.ts";
import {
  incumbentEventSchema,
  progressEventSchema,
  tokenEventSchema,
  treeEventSchema,
} from "../src/spec/stream.ts";
import { readJson, requireJson } from "./body.ts";
import type { Engine } from "./engine.ts";
import { answerWithEvents } from "./event-stream.ts";
import { alignErrors, described } from "./openapi/describe.ts";

const describedHere = described({
  summary: "The best answer to a prompt, by rewards and within a budget",
  description: "Send `prompt` or `messages`.",
  body: alignRequestSchema,
  answer: alignmentSchema,
  events: {
    progress: progressEventSchema,
    incumbent: incumbentEventSchema,
    token: tokenEventSchema,
    tree: treeEventSchema,
    done: alignmentSchema,
    error: errorSchema,
  },
  errors: alignErrors,
});

/** @param maxBytes - most a body may have */
export function alignRoute(engine: Engine, maxBytes: number): Hono {
  const route = new Hono();
  route.post("/v1/align", describedHere, requireJson, async (context) => {
    const request = parseOrRefuse(alignRequestSchema, await readJson(context.req.raw, maxBytes));
    const { client } = context.var;
    if (request.stream) {
      return answerWithEvents(context, (signal, observer) =>
        engine.align(request, { client, signal, observer }),
      );
    }
    return context.json(await engine.align(request, { client, signal: context.req.raw.signal }));
  });
  return route;
}
