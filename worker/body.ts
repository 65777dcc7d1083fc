/**
 * JSON bodies.
 *
 * @module
 */
import type { MiddlewareHandler } from "hono";
import { TillerError } from "../src/spec/tiller-error.ts";

/** Most bytes that are read of a body nobody wants. */
const drainedBytes = 4 * 1024 * 1024;

/** Refuses bodies that do not say they are JSON. */
export const requireJson: MiddlewareHandler = async (context, next) => {
  const type = context.req.header("content-type") ?? "";
  if (type.split(";")[0]?.trim().toLowerCase() !== "application/json") {
    throw new TillerError(
      "unsupported_media_type",
      "send JSON, and the header 'content-type: application/json'",
    );
  }
  await next();
};

/**
 * Reads to its end, before the answer leaves, a body that was refused. A connection that is closed on a
 * client which is still sending loses the answer.
 */
export const drainBody: MiddlewareHandler = async (context, next) => {
  await next();
  const { body } = context.req.raw;
  if (!body || body.locked) return;
  let drained = 0;
  for await (const chunk of body) {
    drained += chunk.length;
    if (drained > drainedBytes) break;
  }
};

/**
 * @param maxBytes - counted while the body arrives, whatever length it claims
 * @throws TillerError `payload_too_large`; `invalid_request` for what is not UTF-8 or not JSON
 */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const text = decode(await readLeavingTheRest(request, maxBytes));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TillerError("invalid_request", `the body is not JSON: ${(error as SyntaxError).message}`, {
      param: "",
    });
  }
}

/** What is too large is left for `drainBody`: to cancel it here would end the connection before the answer. */
async function readLeavingTheRest({ body }: Request, maxBytes: number): Promise<ArrayBuffer> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of body?.values({ preventCancel: true }) ?? []) {
    size += chunk.length;
    if (size > maxBytes) {
      throw new TillerError("payload_too_large", `the body is larger than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return new Blob(chunks).arrayBuffer();
}

function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new TillerError("invalid_request", "the body is not UTF-8", { param: "" });
  }
}
