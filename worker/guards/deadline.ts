/**
 * An end to work that does not come to one by itself.
 *
 * @module
 */
import { TillerError } from "../../src/spec/tiller-error.ts";

interface Limits {
  /** Milliseconds after which the client waits no longer, and the work is told to end. */
  patience: number;
  /** Milliseconds after which, from then on, work that has not ended is given up. */
  toEnd: number;
  /** Told of that: whoever called has had their error long before. */
  gaveUp(): void;
}

/** Does work that is told by its signal to end. */
export type Begin<Result> = (work: (signal: AbortSignal) => Promise<Result>) => Promise<Result>;

/** Why `begin` fails where work did not end although it was told to. */
export class GivenUp extends Error {}

/**
 * Does work that is told to end when the client goes away, or when it has taken too long: then the client waits for it
 * no longer, but what it holds is held until it has ended.
 *
 * It has ended when its promise has settled. By then it has closed its sessions, so that their memory is free, and
 * nothing of it can be computed any more that its client's key would have to be charged for: steps are counted when
 * they are let in, and none is let in after the signal. What another Worker may still compute of a call that nobody
 * waits for was counted before, too, and takes no memory here. So a stage call that is late frees nothing too early;
 * one that never returns counts as lost after a while of its own (in-time.ts), and if even that fails the work is
 * given up, or its place would be lost for good.
 *
 * @param hold - takes what the work needs, begins it, and holds on until `begin` settles
 * @throws TillerError `timeout`
 */
export function within<Result>(
  { patience, toEnd, gaveUp }: Limits,
  signal: AbortSignal,
  hold: (begin: Begin<Result>) => Promise<Result>,
): Promise<Result> {
  const late = new AbortController();
  const expired = Promise.withResolvers<never>();
  const begin: Begin<Result> = async (work) => {
    const givenUp = Promise.withResolvers<never>();
    let timer = setTimeout(() => {
      late.abort();
      expired.reject(new TillerError("timeout", `not done within ${Math.round(patience / 1000)} s`));
      timer = setTimeout(() => {
        gaveUp();
        givenUp.reject(new GivenUp());
      }, toEnd);
    }, patience);
    try {
      return await Promise.race([work(AbortSignal.any([signal, late.signal])), givenUp.promise]);
    } finally {
      clearTimeout(timer);
    }
  };
  return Promise.race([hold(begin), expired.promise]);
}
