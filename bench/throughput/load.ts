/**
 * Many requests at a time on one model.
 *
 * @module
 */
import { inParallel } from "../../eval/in-parallel.ts";
import { align } from "../../src/align.ts";
import type { LanguageModel } from "../../src/model/language-model.ts";
import { nodePlatform } from "../../src/runtime/node.ts";
import type { AlignRequest } from "../../src/spec/request.ts";
import { median } from "../report/statistics.ts";

export interface LoadTimes {
  /** Requests at a time. */
  together: number;
  answersPerSecond: number;
  /** Seconds from a request's start to its answer. */
  latency: { median: number; p95: number };
}

/** Sends the requests, `together` at a time. */
export async function measureLoad(
  model: LanguageModel,
  requests: readonly AlignRequest[],
  together: number,
): Promise<LoadTimes> {
  const latencies: number[] = [];
  const begun = performance.now();
  await inParallel(requests, together, async (request) => {
    latencies.push(await secondsOf(model, request));
  });
  const seconds = (performance.now() - begun) / 1000;
  const sorted = latencies.toSorted((a, b) => a - b);
  return {
    together,
    answersPerSecond: requests.length / seconds,
    latency: { median: median(sorted), p95: sorted[Math.ceil(0.95 * sorted.length) - 1] ?? Number.NaN },
  };
}

/** Seconds until the answer. */
export async function secondsOf(model: LanguageModel, request: AlignRequest): Promise<number> {
  const begun = performance.now();
  await align(request, { model, clock: nodePlatform.clock });
  return (performance.now() - begun) / 1000;
}

/** Seconds that the small request takes, alone and once the large ones are under way. */
export async function measureFairness(
  model: LanguageModel,
  small: AlignRequest,
  large: readonly AlignRequest[],
  rounds: number,
): Promise<{ alone: number; among: number }> {
  const alone: number[] = [];
  const among: number[] = [];
  for (let round = 0; round < rounds; round++) {
    alone.push(await secondsOf(model, small));
    const stop = new AbortController();
    const busy = large.map((request) =>
      align(request, { model, clock: nodePlatform.clock, signal: stop.signal }),
    );
    // Until all prompts have been computed and the search is at it.
    await new Promise((resolve) => setTimeout(resolve, 15_000));
    among.push(await secondsOf(model, small));
    stop.abort();
    await Promise.all(busy);
  }
  return { alone: median(alone), among: median(among) };
}
