/**
 * Calls that are under way together, until all have come back or one may not go on.
 *
 * @module
 */
import { SearchStopped } from "../../decode/search-stopped.ts";

interface Limits {
  /** Most of them at a time. */
  atOnce: number;
  /** The client's: it ends them. */
  signal: AbortSignal | undefined;
  /** After so many, too, they are ended. */
  milliseconds: number;
}

export interface Together<Result> {
  /** In the order of the tasks; null where one was not finished. */
  results: (Result | null)[];
  /** Why not all were: what the first to fail threw, or SearchStopped; null where all were. */
  failure: unknown;
}

/** Begins the tasks in their order. Where one fails, the others are called off. */
export async function runTogether<Result>(
  tasks: readonly ((signal: AbortSignal) => Promise<Result>)[],
  { atOnce, signal: client, milliseconds }: Limits,
): Promise<Together<Result>> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), Math.max(0, milliseconds));
  const failed = new AbortController();
  const signal = AbortSignal.any([timeout.signal, failed.signal, ...(client ? [client] : [])]);
  const results = tasks.map((): Result | null => null);
  let failure: unknown = null;
  let next = 0;
  const work = async () => {
    for (let at = next++; at < tasks.length && !signal.aborted; at = next++) {
      try {
        results[at] = (await tasks[at]?.(signal)) ?? null;
      } catch (error) {
        failure ??= signal.aborted ? stopped(client, timeout.signal) : error;
        failed.abort();
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, tasks.length) }, work));
  clearTimeout(timer);
  if (results.includes(null)) failure ??= stopped(client, timeout.signal);
  return { results, failure };
}

function stopped(client: AbortSignal | undefined, timeout: AbortSignal): SearchStopped | null {
  if (client?.aborted) return new SearchStopped("cancelled");
  return timeout.aborted ? new SearchStopped("time_ms") : null;
}
