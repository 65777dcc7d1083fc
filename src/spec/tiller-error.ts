/**
 * The one error class of the project.
 *
 * @module
 */

/** What a client can branch on; the HTTP status follows from it. */
export type ErrorCode = keyof typeof codes;

const codes = {
  invalid_request: { status: 400, means: "a field is not what it may be, or cannot be honoured" },
  unauthorized: { status: 401, means: "no key, or none that is known" },
  forbidden: { status: 403, means: "more than the server or the key allows" },
  not_found: { status: 404, means: "nothing is at this path" },
  model_not_found: { status: 404, means: "there is no such model" },
  method_not_allowed: { status: 405, means: "the path does not take this method; `Allow` says which" },
  payload_too_large: { status: 413, means: "the body is too large" },
  unsupported_media_type: { status: 415, means: "the body does not say that it is JSON" },
  unsatisfied: {
    status: 422,
    means: "no answer satisfies the hard rewards, and the request wants that instead",
  },
  exhausted: { status: 422, means: "the request's own limit of time was reached before there was a result" },
  rate_limited: {
    status: 429,
    means: "the key has used up what a minute allows; try again after `Retry-After`",
  },
  cancelled: { status: 499, means: "the client went away before the work began" },
  internal: { status: 500, means: "a mistake of ours" },
  upstream_refused: { status: 502, means: "the model behind another API will not do what it is asked" },
  overloaded: { status: 503, means: "too many requests at the moment; try again after `Retry-After`" },
  model_unavailable: { status: 503, means: "the model could not be loaded; try again after `Retry-After`" },
  stage_lost: { status: 503, means: "a part of the model stopped; try again after `Retry-After`" },
  upstream_unavailable: {
    status: 503,
    means: "the model behind another API does not answer as it should; try again after `Retry-After`",
  },
  timeout: { status: 504, means: "it took too long" },
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
    this.status = codes[code].status;
    this.param = details.param ?? null;
    this.retryAfter = details.retryAfter ?? null;
  }
}

/** Every code with its status and what it means, for the documentation. */
export const errorCodes = Object.entries(codes).map(([code, { status, means }]) => ({
  // Of what has been written out above, the keys are all there are.
  code: code as ErrorCode,
  status,
  means,
}));

/** Whether keys and values are lost with a stage of the model: all that can be done is to begin again. */
export function isStageLost(error: unknown): boolean {
  return error instanceof TillerError && error.code === "stage_lost";
}
