/**
 * `POST /v1/chat/completions` and `POST /v1/completions`: alignments for OpenAI's clients.
 *
 * @module
 */
import { Hono } from "hono";
import type { z } from "zod";
import type { AlignObserver } from "../../src/narrator.ts";
import { chatCompletionSchema } from "../../src/spec/openai/chat-completion.ts";
import { type ChatRequest, chatRequestSchema } from "../../src/spec/openai/chat-request.ts";
import { chatChunkSchema, textChunkSchema } from "../../src/spec/openai/chunk.ts";
import { type CompletionRequest, completionRequestSchema } from "../../src/spec/openai/completion-request.ts";
import { textCompletionSchema } from "../../src/spec/openai/text-completion.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { movingPointers } from "../../src/spec/pointers.ts";
import type { Alignment } from "../../src/spec/result.ts";
import { readJson, requireJson } from "../body.ts";
import type { Engine } from "../engine.ts";
import { answerWithEvents, type Telling } from "../event-stream.ts";
import { type Description, described, alignErrors as errors } from "../openapi/describe.ts";
import { chatChunks, toChatCompletion } from "./chat-completion.ts";
import { textChunks, toTextCompletion } from "./text-completion.ts";
import { type Translation, translateChat, translateCompletion } from "./translation.ts";

/** How a route reads and answers. */
interface Dialect<Body extends { model: string; stream?: boolean | undefined }> {
  path: string;
  description: Pick<Description, "summary" | "answer" | "events">;
  schema: z.ZodType<Body>;
  translate(body: Body): Translation;
  whole(alignment: Alignment, body: Body, fingerprint: string | null): object;
  chunks(body: Body, fingerprint: string | null): Telling;
}

const chat: Dialect<ChatRequest> = {
  path: "/v1/chat/completions",
  description: {
    summary: "A conversation, for OpenAI's clients",
    answer: chatCompletionSchema,
    events: { data: chatChunkSchema },
  },
  schema: chatRequestSchema,
  translate: translateChat,
  whole: toChatCompletion,
  chunks: chatChunks,
};

const completions: Dialect<CompletionRequest> = {
  path: "/v1/completions",
  description: {
    summary: "A raw prompt, for OpenAI's clients",
    answer: textCompletionSchema,
    events: { data: textChunkSchema },
  },
  schema: completionRequestSchema,
  translate: translateCompletion,
  whole: toTextCompletion,
  chunks: textChunks,
};

/** @param maxBytes - most a body may have */
export function openAiRoutes(engine: Engine, maxBytes: number): Hono {
  const routes = new Hono();
  speak(routes, chat, engine, maxBytes);
  speak(routes, completions, engine, maxBytes);
  return routes;
}

function speak<Body extends { model: string; stream?: boolean | undefined }>(
  routes: Hono,
  { path, description, schema, translate, whole, chunks }: Dialect<Body>,
  engine: Engine,
  maxBytes: number,
): void {
  routes.post(path, described({ ...description, body: schema, errors }), requireJson, async (context) => {
    const { raw } = context.req;
    const body = parseOrRefuse(schema, await readJson(raw, maxBytes));
    const { request, move } = translate(body);
    const fingerprint = await engine.fingerprint(body.model);
    const { client } = context.var;
    const align = (signal: AbortSignal, observer?: AlignObserver) =>
      movingPointers(move, () => engine.align(request, { client, signal, ...(observer && { observer }) }));
    if (body.stream) return answerWithEvents(context, align, chunks(body, fingerprint));
    return context.json(whole(await align(raw.signal), body, fingerprint));
  });
}
