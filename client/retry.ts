/**
 * When a call is worth another try.
 *
 * @module
 */
import type { ApiError } from "./errors.ts";

/** Too many requests, too much to do, no model yet: the server has begun nothing. */
const nothingBegun: readonly string[] = ["rate_limited", "overloaded", "model_unavailable"];

/** Longest pause in seconds. A server that wants to be left alone for longer is; its caller decides. */
const longestPause = 30;

/** Seconds before the second try, where the server does not say; twice as many before each further one. */
const firstPause = 0.5;

/** Pauses are longer by up to this share, at random: clients that were refused together should not come back together. */
const spread = 0.25;

/**
 * Milliseconds until a call that has failed should be tried again; null where it should not.
 *
 * @param tries - how often it has been tried
 */
export function pauseAfter(
  { status, code, retryAfter }: Pick<ApiError, "status" | "code" | "retryAfter">,
  tries: number,
): number | null {
  // What stands before the server may turn calls away as well, in words of its own.
  if (status !== 429 && !nothingBegun.includes(code ?? "")) return null;
  if (retryAfter !== null && retryAfter > longestPause) return null;
  const seconds = retryAfter ?? Math.min(firstPause * 2 ** (tries - 1), longestPause);
  return 1000 * seconds * (1 + spread * Math.random());
}

/** @throws what the signal is aborted with, as soon as it is */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", abort);
      resolve();
    }, milliseconds);
    signal.addEventListener("abort", abort, { once: true });
  });
}
