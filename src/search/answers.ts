/**
 * The best answers so far.
 *
 * @module
 */

import type { Meter } from "../budget/meter.ts";
import type { Answer, PathReader } from "../decode/path-reader.ts";
import type { Node } from "../decode/token-tree.ts";
import type { Scorer, Spend } from "../reward/scorer.ts";
import type { CombinedScore } from "../spec/result.ts";

export interface ScoredAnswer extends Answer {
  reward: CombinedScore;
}

export class Answers {
  private readonly paths: PathReader;
  private readonly scorer: Scorer;
  private readonly meter: Meter;
  /** How many answers the request wants. */
  private readonly wanted: number;
  private readonly scored: ScoredAnswer[] = [];
  /** Paths in the making, most promising first, for when the search must stop before any is scored. */
  private underway: readonly Node[] = [];

  /** @param meter - holds back the reward calls that scoring `wanted` answers takes */
  constructor(paths: PathReader, scorer: Scorer, meter: Meter, wanted: number) {
    this.paths = paths;
    this.scorer = scorer;
    this.meter = meter;
    this.wanted = wanted;
  }

  /** Scores the text of the path to `node`, which counts as a possible answer from now on. */
  offer(node: Node): CombinedScore {
    const answer = this.paths.read(node);
    const finished = this.scored.filter(({ finish }) => finish !== null).length;
    // Calls are held back so that the answers that are returned can be scored; these are being scored now.
    const spend: Spend =
      answer.finish !== null && finished < this.wanted
        ? (calls) => this.meter.spendReserve(calls)
        : (calls) => this.meter.spendRewardCalls(calls);
    const reward = this.scorer.score(answer, spend);
    this.scored.push({ ...answer, reward });
    return reward;
  }

  /** Tells what the search is working on; takes the place of what was told before. */
  workingOn(nodes: readonly Node[]): void {
    this.underway = nodes;
  }

  /**
   * The best answers, best first, as many as are wanted: finished ones where the search ran to its end;
   * otherwise also unfinished ones, and where there are too few of both the paths in the making.
   */
  best(searchEnded: boolean): ScoredAnswer[] {
    const eligible = this.scored.filter(({ finish }) => finish !== null || !searchEnded);
    const lacking = Math.max(0, this.wanted - eligible.length);
    const pending = this.underway.slice(0, lacking).map((node) => {
      const answer = this.paths.read(node);
      return { ...answer, reward: this.scorer.score(answer, (calls) => this.meter.spendReserve(calls)) };
    });
    return [...eligible, ...pending].sort(byPreference).slice(0, this.wanted);
  }
}

/** The higher reward first, then the finished, then the more fluent. */
function byPreference(a: ScoredAnswer, b: ScoredAnswer): number {
  return (
    b.reward.total - a.reward.total ||
    Number(b.finish !== null) - Number(a.finish !== null) ||
    meanLogProbability(b) - meanLogProbability(a)
  );
}

function meanLogProbability(answer: Answer): number {
  return answer.logProbability / Math.max(1, answer.tokens);
}
