/**
 * What else the model would have written, for who wants to know.
 *
 * @module
 */
import type { RowLogits } from "../model/language-model.ts";
import { Distribution, type LogitBias, type TokenCandidate } from "./distribution.ts";

/** What is remembered of a distribution that is forgotten: a few tokens, by the model's own account. */
export class Alternatives {
  /** Most probable first, before any bias. */
  readonly likeliest: readonly TokenCandidate[];
  private readonly bias: LogitBias;
  /** What a bias adds to the logarithm of the sum of all tokens' shares, in nats. */
  private readonly growth: number;

  constructor(likeliest: readonly TokenCandidate[], bias: LogitBias, growth: number) {
    this.likeliest = likeliest;
    this.bias = bias;
    this.growth = growth;
  }

  /** The model's own log-probability of a token, in nats, by the one that it has behind the bias. */
  ownLogProbability({ token, logProbability }: TokenCandidate): number {
    const known = this.likeliest.find((candidate) => candidate.token === token);
    return known?.logProbability ?? Math.min(0, logProbability - (this.bias.get(token) ?? 0) + this.growth);
  }
}

/** How a request wants to have the model read. */
export interface Wishes {
  /** Added to the logits before anything else looks at them. */
  bias: LogitBias;
  /** How many alternatives to each token are remembered; null where nobody asks. */
  alternatives: number | null;
}

/** As the model has it. */
export const noWishes: Wishes = { bias: new Map(), alternatives: null };

/** What the search sees of the model's logits, which become its own, and what is remembered of them. */
export function readLogits(
  { values, logNormaliser }: RowLogits,
  { bias, alternatives }: Wishes,
): { next: Distribution; alternatives: Alternatives | null } {
  const own = new Distribution(values, logNormaliser);
  // Before they are shifted.
  const likeliest = alternatives ? own.top(alternatives) : [];
  const next = bias.size === 0 ? own : own.biased(bias);
  const growth = next.logNormaliser - own.logNormaliser;
  return { next, alternatives: alternatives === null ? null : new Alternatives(likeliest, bias, growth) };
}
