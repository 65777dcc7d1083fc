/**
 * JSON bodies.
 *
 * @module
 */
import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { TillerError } from "../src/spec/tiller-error.ts";

/** Refuses bodies that do not say they are JSON. */
export const requireJson: MiddlewareHandler = async (context, next) => {
  const type = context.req.header("content-type") ?? "";
  if (type.split(";")[0]?.trim().toLowerCase() !== "application/json") {
    throw new TillerError("unsupported_media_type", "the body must be application/json");
  }
  await next();
};

/** Refuses bodies of more than `maxBytes`, counted while they arrive where their length is not given. */
export function limitBody(maxBytes: number): MiddlewareHandler {
  return bodyLimit({
    maxSize: maxBytes,
    onError: () => {
      throw new TillerError("payload_too_large", `the body is larger than ${maxBytes} bytes`);
    },
  });
}

/** @throws TillerError `invalid_request` for what is not UTF-8 or not JSON */
export async function readJson(request: Request): Promise<unknown> {
  const text = decode(await request.arrayBuffer());
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TillerError("invalid_request", `the body is not JSON: ${(error as SyntaxError).message}`, {
      param: "",
    });
  }
}

function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new TillerError("invalid_request", "the body is not UTF-8", { param: "" });
  }
}
