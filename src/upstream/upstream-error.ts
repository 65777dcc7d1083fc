/**
 * What goes wrong with an upstream, as errors that clients may see.
 *
 * @module
 */
import { TillerError } from "../spec/tiller-error.ts";

/** Seconds after which another try makes sense, where the upstream does not say. */
const usualPause = 5;
/** Most seconds that are passed on. */
const longestPause = 3600;
/** Most of what an upstream says of an error that is passed on, in characters. */
const mostQuoted = 200;

/** It is out of reach, too busy, or answers in a way that nothing can be made of. */
export function unavailable(message: string, details: { retryAfter?: number; cause?: unknown } = {}) {
  return new TillerError("upstream_unavailable", `the model's server ${message}`, {
    retryAfter: details.retryAfter ?? usualPause,
    cause: details.cause ?? new Error(message),
  });
}

/** It will not do what it was asked, now or later. */
export function refused(message: string, cause?: unknown) {
  return new TillerError("upstream_refused", `the model's server ${message}`, {
    cause: cause ?? new Error(message),
  });
}

interface FailedAnswer {
  status: number;
  headers: Headers;
  /** What it said of the error, if that could be read. */
  message: string | null;
  /** Never to be passed on. */
  secret: string | undefined;
}

/** For an answer whose status is no success. */
export function errorOfStatus({ status, headers, message, secret }: FailedAnswer): TillerError {
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    const retryAfter = secondsOf(headers.get("retry-after"));
    return unavailable(`answered ${status}`, retryAfter === null ? {} : { retryAfter });
  }
  // Of a wrong key or address only the operator can make something, and what is said of keys may quote them.
  const isAboutRequest = status === 400 || status === 413 || status === 422;
  if (!isAboutRequest || message === null) return refused(`answered ${status}`);
  const quoted = (secret ? message.replaceAll(secret, "…") : message).slice(0, mostQuoted);
  // What it quotes of the request is for the client, not for the log.
  return refused(`answered ${status}: ${quoted}`, new Error(`answered ${status}`));
}

/** Dates are not read: clocks differ. */
function secondsOf(retryAfter: string | null): number | null {
  if (retryAfter === null || !/^\d{1,9}$/.test(retryAfter.trim())) return null;
  return Math.min(Number(retryAfter), longestPause);
}
