/**
 * An end to work that does not come to one by itself.
 *
 * @module
 */
import { TillerError } from "../../src/spec/tiller-error.ts";

/**
 * Does work that is told to end when the client goes away, or when it has taken too long: then nobody waits for it any
 * more.
 *
 * @throws TillerError `timeout`
 */
export async function within<Result>(
  milliseconds: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const late = new AbortController();
  const expired = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.abort();
    expired.reject(new TillerError("timeout", `not done within ${Math.round(milliseconds / 1000)} s`));
  }, milliseconds);
  try {
    return await Promise.race([work(AbortSignal.any([signal, late.signal])), expired.promise]);
  } finally {
    clearTimeout(timer);
  }
}
