/**
 * What can go wrong with a call: the server says no, or there is no answer.
 *
 * @module
 */
import type { ErrorCode } from "../src/spec/tiller-error.ts";

/** An error that a server has answered with. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** The HTTP status; of an error in a stream that has begun, the one that it would have had before. */
  readonly status: number;
  /** What kind of error it is; null where what answered is not Tiller, but a proxy before it. */
  readonly code: ErrorCode | null;
  /** JSON pointer (RFC 6901) to the field at fault, if one is; `""` is the whole body. */
  readonly param: string | null;
  /** By which the operator finds the call in the logs. */
  readonly requestId: string | null;
  /** Seconds after which the server would like to be asked again. */
  readonly retryAfter: number | null;

  constructor(
    message: string,
    said: Pick<ApiError, "status" | "code" | "param" | "requestId" | "retryAfter">,
  ) {
    super(message);
    this.status = said.status;
    this.code = said.code;
    this.param = said.param;
    this.requestId = said.requestId;
    this.retryAfter = said.retryAfter;
  }
}

/**
 * Why there is no answer: the server is `unreachable`; nothing was heard of it for too long (`timeout`); the answer
 * broke off (`interrupted`) or makes no sense (`unreadable`).
 */
export type ConnectionFailure = "unreachable" | "timeout" | "interrupted" | "unreadable";

/** No answer came, or not all of it. Whether the server has done the work, nobody knows. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
  readonly reason: ConnectionFailure;

  constructor(reason: ConnectionFailure, message: string, options?: { cause: unknown }) {
    super(message, options);
    this.reason = reason;
  }
}
