import type { Hono } from "hono";
import { nodePlatform } from "../../src/runtime/node.ts";
import { type AppOptions, createApp } from "../../worker/app.ts";
import { Engine, type EngineOptions } from "../../worker/engine.ts";
import { noGuards } from "../../worker/guards/guards.ts";
import { tinyModel } from "../support/tiny-model.ts";

/** The API over the tiny model, in Node. */
export function tinyApp(
  options: Partial<EngineOptions> = {},
  log?: (line: string) => void,
  more: Partial<AppOptions> = {},
): Hono {
  const engine = new Engine({
    model: "tiny",
    describe: tinyModel,
    load: tinyModel,
    clock: nodePlatform.clock,
    maxInFlight: 32,
    ...options,
  });
  return createApp({
    engine,
    limits: { bodyBytes: 256 * 1024 },
    guards: noGuards,
    ...(log && { log }),
    ...more,
  });
}

/** A POST to /v1/align; a string is sent as it is. */
export function alignCall(body: BodyInit | object, init: RequestInit = {}): Request {
  return jsonCall("/v1/align", body, init);
}

/** The same to any path. */
export function jsonCall(path: string, body: BodyInit | object, init: RequestInit = {}): Request {
  const raw = typeof body === "string" || body instanceof Uint8Array || body instanceof ReadableStream;
  return new Request(`http://localhost${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: raw ? (body as BodyInit) : JSON.stringify(body),
    // Node wants it said for bodies that are streams.
    ...({ duplex: "half" } as object),
    ...init,
  });
}

export interface ErrorBody {
  error: { message: string; type: string; code: string; param: string | null };
}

/** The error in a response, once it is clear that it has OpenAI's shape and shows no insides. */
export async function errorOf(response: Response): Promise<ErrorBody["error"]> {
  const text = await response.text();
  if (/\n\s+at |\.ts\b|node_modules/.test(text)) throw new Error(`shows insides: ${text}`);
  const { error, ...rest } = JSON.parse(text) as ErrorBody;
  const fields = Object.keys(error).sort().join();
  if (Object.keys(rest).length > 0 || fields !== "code,message,param,type")
    throw new Error(`odd error: ${text}`);
  return error;
}
