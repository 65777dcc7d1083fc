/**
 * Every error that leaves the Worker, in OpenAI's shape.
 *
 * @module
 */
import type { Context } from "hono";
import { type ErrorCode, TillerError } from "../src/spec/tiller-error.ts";

/** Of which operators want to know. */
const ours: ReadonlySet<ErrorCode> = new Set([
  "internal",
  "model_unavailable",
  "stage_lost",
  "upstream_refused",
  "upstream_unavailable",
  "timeout",
]);

/** The answer to a request that failed. What a client may not see is logged instead. */
export function errorResponse(error: unknown): Response {
  const { status, retryAfter, body } = errorShown(error);
  const headers = new Headers();
  if (retryAfter !== null) headers.set("retry-after", String(retryAfter));
  // OpenAI's clients ask again after every 5xx, and would pay for the same work three times.
  else if (status >= 500) headers.set("x-should-retry", "false");
  if (body.error.code === "unauthorized") headers.set("www-authenticate", 'Bearer realm="tiller"');
  return Response.json(body, { status, headers });
}

/** What a client may see of an error, with what would be its status; the rest is logged. */
export function errorShown(error: unknown) {
  const shown =
    error instanceof TillerError ? error : new TillerError("internal", "internal error", { cause: error });
  if (isOurFault(shown)) console.error(shown.cause ?? shown);
  const { message, code, param, status, retryAfter } = shown;
  return { status, retryAfter, body: { error: { message, type: typeOf(status), code, param } } };
}

/** For `app.onError`. */
export function onError(error: Error, context: Context): Response {
  return answer(context, errorResponse(error));
}

/** For `app.notFound`. */
export function notFound(context: Context): Response {
  return answer(
    context,
    errorResponse(
      new TillerError("not_found", `nothing at ${context.req.path}; /openapi.json says what there is`),
    ),
  );
}

/** For the path that exists but not with this method. */
export function wrongMethod(context: Context, allowed: readonly string[]): Response {
  const { method, path } = context.req;
  const response = errorResponse(
    new TillerError("method_not_allowed", `${path} does not take ${method} but ${allowed.join(", ")}`),
  );
  response.headers.set("allow", allowed.join(", "));
  return answer(context, response);
}

/** With the headers that every answer of the app has. */
function answer(context: Context, response: Response): Response {
  return context.newResponse(response.body, response);
}

function isOurFault({ code }: TillerError): boolean {
  return ours.has(code);
}

function typeOf(status: number): string {
  if (status === 429) return "rate_limit_error";
  return status >= 500 ? "server_error" : "invalid_request_error";
}
