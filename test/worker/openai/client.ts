import type { Hono } from "hono";
import OpenAI from "openai";
import type { EngineOptions } from "../../../worker/engine.ts";
import { tinyApp } from "../app.ts";

/** OpenAI's own client, whose requests go to an app over the tiny model. */
export function openAi(options: Partial<EngineOptions> = {}): OpenAI {
  return openAiOf(tinyApp(options), "none");
}

/** The same, whose requests go to `app` with a key. */
export function openAiOf(app: Pick<Hono, "request">, apiKey: string): OpenAI {
  const fetch: typeof globalThis.fetch = async (url, init) => app.request(new Request(url, init));
  return new OpenAI({ baseURL: "http://localhost/v1", apiKey, maxRetries: 0, fetch });
}

/** Fields that are Tiller's own, in a request that is OpenAI's otherwise. */
export function withAlignment<Body extends object>(body: Body, alignment: object): Body {
  return { ...body, alignment } as Body;
}

export const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: "user", content: "the people" }];
export const chat = { model: "tiny", messages, max_tokens: 8, seed: 5 };
export const raw = { model: "tiny", prompt: "the people of the", max_tokens: 8, seed: 5 };
