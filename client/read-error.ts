/**
 * Reading the errors that a server answers with.
 *
 * @module
 */
import type { ErrorBody } from "../src/spec/error.ts";
import { errorCodes } from "../src/spec/tiller-error.ts";
import { ApiError } from "./errors.ts";

/** The error of an answer whose status is none of success. */
export async function errorOfResponse(response: Response): Promise<ApiError> {
  const said = saidIn(await response.text().catch(() => ""));
  const { status, headers } = response;
  return new ApiError(said?.message ?? `status ${status}, and nothing that Tiller would say`, {
    status,
    code: said?.code ?? null,
    param: said?.param ?? null,
    requestId: requestIdOf(response),
    retryAfter: secondsIn(headers.get("retry-after")),
  });
}

/** The error that ends a stream. Its status has been sent before it was known: it is told by its code. */
export function errorOfEvent(data: string, requestId: string | null): ApiError {
  const said = saidIn(data);
  return new ApiError(said?.message ?? "the stream ended with an error", {
    status: errorCodes.find(({ code }) => code === said?.code)?.status ?? 500,
    code: said?.code ?? null,
    param: said?.param ?? null,
    requestId,
    retryAfter: null,
  });
}

export function requestIdOf({ headers }: Response): string | null {
  return headers.get("x-request-id");
}

function saidIn(body: string): ErrorBody["error"] | null {
  try {
    return (JSON.parse(body) as Partial<ErrorBody>).error ?? null;
  } catch {
    return null;
  }
}

/** `Retry-After` is a number of seconds or a date (RFC 9110, 10.2.3). */
function secondsIn(header: string | null): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header)) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}
