/**
 * When a call is worth another try.
 *
 * @module
 */
import type { ApiError } from "./errors.ts";

/** Too many requests, and too much to do: the server has begun nothing. */
const busy: readonly number[] = [429, 503];

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
  { status, retryAfter }: Pick<ApiError, "status" | "retryAfter">,
  tries: number,
): number | null {
  if (!busy.includes(status)) return null;
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
