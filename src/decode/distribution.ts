/**
 * What the model thinks comes next.
 *
 * @module
 */

import { logSumExp } from "../model/log-sum-exp.ts";
import { releaseBuffer } from "../model/release-buffer.ts";

export interface TokenCandidate {
  token: number;
  /** Natural logarithm of its probability among all tokens, at temperature 1, behind the request's `logit_bias`. */
  logProbability: number;
}

/** What is added to the logits of some tokens, by their ids. */
export type LogitBias = ReadonlyMap<number, number>;

/** The next token's distribution over the vocabulary. Its logits are its own: nobody else holds their buffer. */
export class Distribution {
  /** Unnormalised log-probabilities [vocabulary]. */
  readonly logits: Float32Array;
  /** The logarithm of the sum of the logits' exponentials. */
  readonly logNormaliser: number;

  /** @param logNormaliser - where it is known already */
  constructor(logits: Float32Array, logNormaliser = logSumExp(logits)) {
    this.logits = logits;
    this.logNormaliser = logNormaliser;
  }

  /** Gives the memory back, a hundred times more than what is chosen from it; nothing may be asked afterwards. */
  release(): void {
    releaseBuffer(this.logits);
  }

  /** The same with the logits of some tokens shifted, in place: nothing may be asked of this one afterwards. */
  biased(bias: LogitBias): Distribution {
    for (const [token, shift] of bias) this.logits[token] = (this.logits[token] ?? 0) + shift;
    return new Distribution(this.logits);
  }

  candidate(token: number): TokenCandidate {
    const logit = this.logits[token];
    if (logit === undefined) throw new RangeError(`no token ${token}`);
    // Rounding may put a near-certain token above 0.
    return { token, logProbability: Math.min(0, logit - this.logNormaliser) };
  }

  /** How uncertain the next token is, in nats: from 0 to the logarithm of the vocabulary's size. */
  entropy(): number {
    let sum = 0;
    for (const logit of this.logits) {
      const logProbability = logit - this.logNormaliser;
      const probability = Math.exp(logProbability);
      // A token that cannot come adds nothing, though its logarithm is infinite.
      if (probability > 0) sum -= probability * logProbability;
    }
    return Math.max(0, sum);
  }

  /** The k most probable tokens, most probable first, the lower token first where two are equal. */
  top(k: number): TokenCandidate[] {
    return indicesOfLargest(this.logits, k).map((token) => this.candidate(token));
  }
}

/** Indices of the k largest values, largest first. */
export function indicesOfLargest(values: Float32Array, k: number): number[] {
  return k > mostByInsertion ? sortedIndices(values).slice(0, k) : largestByInsertion(values, k);
}

/** Above this, sorting all values is faster. */
const mostByInsertion = 1000;

function sortedIndices(values: Float32Array): number[] {
  return [...values.keys()].sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
}

/** Best where k is small against the number of values: hardly one has to be inserted. */
function largestByInsertion(values: Float32Array, k: number): number[] {
  const best: number[] = [];
  let threshold = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? Number.NEGATIVE_INFINITY;
    if (best.length === k && value <= threshold) continue;
    let place = best.length;
    while (place > 0 && (values[best[place - 1] ?? 0] ?? 0) < value) place--;
    best.splice(place, 0, index);
    if (best.length > k) best.pop();
    threshold = values[best[best.length - 1] ?? 0] ?? threshold;
  }
  return best;
}
