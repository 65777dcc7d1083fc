/**
 * `POST /v1/chat/completions` and `POST /v1/completions`: alignments for OpenAI's clients.
 *
 * @module
 */
import { Hono } from "hono";
import { chatRequestSchema } from "../../src/spec/openai/chat-request.ts";
import { completionRequestSchema } from "../../src/spec/openai/completion-request.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { movingPointers } from "../../src/spec/pointers.ts";
import { readJson, requireJson } from "../body.ts";
import type { Engine } from "../engine.ts";
import { toChatCompletion } from "./chat-completion.ts";
import { toTextCompletion } from "./text-completion.ts";
import { type Translation, translateChat, translateCompletion } from "./translation.ts";

/** @param maxBytes - most a body may have */
export function openAiRoutes(engine: Engine, maxBytes: number): Hono {
  const routes = new Hono();
  const align = ({ request, move }: Translation, signal: AbortSignal) =>
    movingPointers(move, () => engine.align(request, signal));

  routes.post("/v1/chat/completions", requireJson, async ({ req, json }) => {
    const body = parseOrRefuse(chatRequestSchema, await readJson(req.raw, maxBytes));
    const alignment = await align(translateChat(body), req.raw.signal);
    return json(toChatCompletion(alignment, body, await engine.fingerprint(body.model)));
  });
  routes.post("/v1/completions", requireJson, async ({ req, json }) => {
    const body = parseOrRefuse(completionRequestSchema, await readJson(req.raw, maxBytes));
    const alignment = await align(translateCompletion(body), req.raw.signal);
    return json(toTextCompletion(alignment, body, await engine.fingerprint(body.model)));
  });
  return routes;
}
