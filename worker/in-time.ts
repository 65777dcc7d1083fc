/**
 * Patience with other Workers, which may be gone without a word.
 *
 * @module
 */

import type { IsolateMemory } from "../src/model/layer-stage.ts";

/** Milliseconds after which a Worker that has not answered counts as lost. */
export const patience = {
  /** Of a stage: until it has loaded, and of each call of its session from then on. */
  stage: { loading: 60_000, call: 15_000 },
  /** Of the encoder: until it has loaded, of each try of a text from then on, and of all tries of a text together. */
  encoder: { loading: 30_000, text: 15_000, allTries: 50_000 },
  /** Of a model until all of it that is here has loaded. */
  model: 120_000,
  /** Of any that is asked what memory it takes. */
  memory: 5_000,
};

/** Milliseconds that any one call of another Worker is waited for at most: a session's first call loads its stage, too. */
export const longestCall = Math.max(patience.stage.loading + patience.stage.call, patience.encoder.allTries);

/** What an isolate takes; null where it is gone: what does not need it can be served all the same. */
export function memoryOf(worker: { memory(): Promise<IsolateMemory> }): Promise<IsolateMemory | null> {
  return inTime(patience.memory, () => worker.memory()).catch(() => null);
}

/**
 * @param discard - lets go of an answer that comes too late: nobody else knows of it
 * @throws Error where the call fails, or is not answered in so many milliseconds
 */
export async function inTime<Result>(
  milliseconds: number,
  call: () => Promise<Result>,
  discard?: (late: Result) => void | Promise<void>,
): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  const answer = call();
  try {
    return await Promise.race([answer, tooLate]);
  } catch (error) {
    if (discard) answer.then(discard).catch(() => undefined);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
