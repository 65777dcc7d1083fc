/**
 * The one error class of the project.
 *
 * @module
 */

/** What a client can branch on; the HTTP status follows from it. */
export type ErrorCode = keyof typeof statusOf;

const statusOf = {
  invalid_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  model_not_found: 404,
  method_not_allowed: 405,
  unsatisfied: 422,
  payload_too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  cancelled: 499,
  internal: 500,
  upstream_refused: 502,
  overloaded: 503,
  model_unavailable: 503,
  stage_lost: 503,
  upstream_unavailable: 503,
  timeout: 504,
} as const;

/** An error a client may see: `code` and `status` say what kind, `param` is a JSON pointer (RFC 6901) to the field at fault. */
export class TillerError extends Error {
  override readonly name = "TillerError";
  readonly code: ErrorCode;
  readonly status: number;
  readonly param: string | null;
  /** Seconds after which trying again makes sense, for an overload or a limit of a rate. */
  readonly retryAfter: number | null;

  constructor(
    code: ErrorCode,
    message: string,
    details: { param?: string; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.code = code;
    this.status = statusOf[code];
    this.param = details.param ?? null;
    this.retryAfter = details.retryAfter ?? null;
  }
}

/** Every code with its status, for the documentation. */
export const errorCodes = Object.entries(statusOf).map(([code, status]) => ({ code, status }));

/** Whether keys and values are lost with a stage of the model: all that can be done is to begin again. */
export function isStageLost(error: unknown): boolean {
  return error instanceof TillerError && error.code === "stage_lost";
}
