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
  private readonly offered: ScoredAnswer[] = [];
  private readonly judged: ScoredAnswer[] = [];
  /** Paths in the making, most promising first, for when the search must stop before any is scored. */
  private underway: readonly Node[] = [];

  /** @param meter - holds back the reward calls that scoring `wanted` answers takes */
  constructor(paths: PathReader, scorer: Scorer, meter: Meter, wanted: number) {
    this.paths = paths;
    this.scorer = scorer;
    this.meter = meter;
    this.wanted = wanted;
  }

  /** Scores the path to `node`, an answer that the strategy came to. */
  offer(node: Node): void {
    // Calls are held back so that what is returned can be scored, which is being done now.
    const fromReserve = this.offered.length < this.wanted;
    this.offered.push(
      this.score(node, (calls) =>
        fromReserve ? this.meter.spendReserve(calls) : this.meter.spendRewardCalls(calls),
      ),
    );
  }

  /** Scores the path to `node` to guide the search; an answer only if the search must stop too early. */
  judge(node: Node): CombinedScore {
    const answer = this.score(node, (calls) => this.meter.spendRewardCalls(calls));
    this.judged.push(answer);
    return answer.reward;
  }

  /** Tells what the search is working on; takes the place of what was told before. */
  workingOn(nodes: readonly Node[]): void {
    this.underway = nodes;
  }

  /**
   * The best answers, best first, as many as are wanted: those the strategy came to; where it was stopped,
   * also what it judged on its way, and where both are too few, the paths in the making.
   */
  best(ranToEnd: boolean): ScoredAnswer[] {
    const known = ranToEnd ? this.offered : [...this.offered, ...this.judged];
    const lacking = Math.max(0, this.wanted - known.length);
    const pending = this.underway
      .slice(0, lacking)
      .map((node) => this.score(node, (calls) => this.meter.spendReserve(calls)));
    return [...known, ...pending].sort(byPreference).slice(0, this.wanted);
  }

  private score(node: Node, spend: Spend): ScoredAnswer {
    const answer = this.paths.read(node);
    return { ...answer, reward: this.scorer.score(answer, spend) };
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
