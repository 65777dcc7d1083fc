/**
 * What the service counts, where it happens.
 *
 * @module
 */
import type { Tally } from "../../src/budget/tally.ts";
import type { Alignment } from "../../src/spec/result.ts";
import type { StreamEnd } from "../stream-end.ts";
import { Counter, Histogram, type Metric } from "./exposition.ts";

/** Seconds. */
const latencies = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 60, 120, 300, 600];
const shares = [0, 0.1, 0.25, 0.5, 0.75, 0.9];

export class ServiceMetrics {
  private readonly requests = new Counter({
    name: "tiller_requests_total",
    help: "Requests that were answered, by route and status; streams are once they have begun.",
  });
  private readonly latency = new Histogram({
    name: "tiller_request_seconds",
    help: "Seconds until the answer, or the beginning of a stream, by route.",
    bounds: latencies,
  });
  private readonly streams = new Counter({
    name: "tiller_streams_total",
    help: "Streams that have ended, by route and how: done, left by the client, or the code of an error.",
  });
  private readonly streamTimes = new Histogram({
    name: "tiller_stream_seconds",
    help: "Seconds until the end of a stream, by route.",
    bounds: latencies,
  });
  private readonly givenUp = new Counter({
    name: "tiller_given_up_total",
    help: "Requests whose work hung: it had not ended long after it was told to, and holds no place any more.",
  });
  private readonly forwardTokens = new Counter({
    name: "tiller_forward_tokens_total",
    help: "Token positions that were computed, whatever became of the request.",
  });
  private readonly untoldTokens = new Counter({
    name: "tiller_untold_tokens_total",
    help: "Token positions at most, beside those, of calls of upstreams that were cut off or failed.",
  });
  private readonly rewardCalls = new Counter({
    name: "tiller_reward_calls_total",
    help: "Texts that were scored, once for each reward.",
  });
  private readonly stopReasons = new Counter({
    name: "tiller_alignments_total",
    help: "Alignments that came to an answer, by why the search stopped.",
  });
  private readonly budgetLeft = new Histogram({
    name: "tiller_budget_left_ratio",
    help: "The share of an alignment's budget that was left, of the limit that was nearest.",
    bounds: shares,
  });

  /** Told of all work. */
  readonly tally: Tally = {
    forwardTokens: (count) => this.forwardTokens.add(count),
    untoldTokens: (most) => this.untoldTokens.add(most),
    rewardCalls: (count) => this.rewardCalls.add(count),
  };

  constructor() {
    // What has not happened yet is 0, not unknown.
    this.givenUp.add(0);
    this.forwardTokens.add(0);
    this.untoldTokens.add(0);
    this.rewardCalls.add(0);
  }

  countRequest(route: string, method: string, status: number, seconds: number): void {
    this.requests.add(1, { route, method, status: String(status) });
    this.latency.observe(seconds, { route });
  }

  countStream(route: string, end: StreamEnd, seconds: number): void {
    this.streams.add(1, { route, outcome: end });
    this.streamTimes.observe(seconds, { route });
  }

  countGivenUp(): void {
    this.givenUp.add(1);
  }

  countAlignment({ budget: { limits, stop_reason }, usage }: Alignment): void {
    this.stopReasons.add(1, { stop_reason });
    const spent = Math.max(
      (usage.forward_tokens + usage.cached_tokens) / limits.forward_tokens,
      usage.reward_calls / limits.reward_calls,
      usage.steps / limits.steps,
      usage.elapsed_ms / limits.time_ms,
    );
    this.budgetLeft.observe(Math.max(0, 1 - spent));
  }

  get all(): Metric[] {
    return [
      this.requests,
      this.latency,
      this.streams,
      this.streamTimes,
      this.givenUp,
      this.forwardTokens,
      this.untoldTokens,
      this.rewardCalls,
      this.stopReasons,
      this.budgetLeft,
    ];
  }
}
