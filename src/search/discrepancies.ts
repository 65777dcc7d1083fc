/**
 * Where the search may go another way than it went: limited discrepancy search (Harvey and Ginsberg 1995), with
 * what each is expected to bring.
 *
 * @module
 */
import { sumOf, timesCost } from "../budget/cost.ts";
import type { Trials } from "../budget/value-of-information.ts";
import type { Node } from "../decode/token-tree.ts";
import type { Candidate } from "./candidate.ts";
import type { FinishedPath, FinishedPaths } from "./finished-paths.ts";
import type { Hints } from "./hints.ts";
import type { Search } from "./strategy.ts";

/** Ways that are tried side by side: a step of eight rows takes little longer than one of one. */
const mostAtOnce = 8;
/** Of those that take no rows, so many. */
const mostEnds = 32;

export interface Discrepancy {
  readonly from: FinishedPath;
  readonly parent: Node;
  readonly candidate: Candidate;
  /** The share of the text that it may change, in (0, 1]. */
  readonly share: number;
  /** By how much it is expected to lead to better than the best answer, in units of the total. */
  readonly value: number;
  /** About as many rows as it takes: none where the answer ends with it. */
  readonly rows: number;
  /** What it takes of what is left of the budget. */
  readonly price: number;
}

export interface DiscrepancyParameters {
  /** The gain in the total, in [0, 1], that is just worth all that is left of the budget. */
  leastGain: number;
  /** What speaks for a text that is still growing beside its log-probability. */
  hints: Hints;
  /** Candidates for each token of a way. */
  k: number;
}

export class Discrepancies {
  private readonly search: Search;
  private readonly finished: FinishedPaths;
  private readonly trials: Trials;
  private readonly parameters: DiscrepancyParameters;
  private readonly tried = new WeakMap<Node, Set<number>>();

  constructor(search: Search, finished: FinishedPaths, trials: Trials, parameters: DiscrepancyParameters) {
    this.parameters = parameters;
    this.search = search;
    this.finished = finished;
    this.trials = trials;
  }

  /**
   * Those that are worth their price and can be paid for together, up to `mostAtOnce` that take rows; those that bring
   * the most for their price first. No way is gone twice.
   */
  takeBest(): Discrepancy[] {
    const ranked = this.all()
      .filter(({ value, price }) => value > price * this.parameters.leastGain)
      .toSorted((a, b) => b.value / b.price - a.value / a.price);
    let paid = 0;
    const places = { rollouts: mostAtOnce, ends: mostEnds };
    const taken = ranked.filter(({ price, rows }) => {
      const kind = rows > 0 ? "rollouts" : "ends";
      if (paid + price > 1 || places[kind] === 0) return false;
      paid += price;
      places[kind]--;
      return true;
    });
    for (const { parent, candidate } of taken) {
      const tried = this.tried.get(parent) ?? new Set();
      this.tried.set(parent, tried.add(candidate.token));
    }
    return taken;
  }

  private all(): Discrepancy[] {
    const seen = new Set<Node>();
    return this.finished.all.flatMap((from) => {
      const found: Discrepancy[] = [];
      for (let node = from.node; node.parent && node.depth > 0; node = node.parent) {
        const { parent } = node;
        // The tree has let go of what led nowhere.
        if (parent.slot === null) continue;
        // What several paths have in common is the best one's.
        if (seen.has(parent)) break;
        seen.add(parent);
        found.push(...this.at(parent, from));
      }
      return found;
    });
  }

  private at(parent: Node, from: FinishedPath): Discrepancy[] {
    const { guide, paths, price, costPerText, maxTokens } = this.search;
    const { hints, k } = this.parameters;
    const candidates = guide.successors(parent);
    const appeals = candidates.map((candidate) => this.appeal(parent, candidate));
    const mostAppealing = Math.max(...appeals);
    const tokens = Math.max(1, from.node.depth - parent.depth - 1);
    const share = tokens / Math.max(1, from.node.depth);
    const best = this.finished.best?.answer.reward.total ?? 0;
    const improvement = this.trials.expectedImprovement(from.answer.reward.total, best, share);
    const tried = this.tried.get(parent);
    // Of what scoring takes at most, as much as the answer is of the longest.
    const scoring = timesCost(from.node.depth / maxTokens, costPerText);
    return candidates.flatMap((candidate, index) => {
      if (parent.children.has(candidate.token) || tried?.has(candidate.token)) return [];
      // The earlier a change, the more is left behind it for further ones. What the model finds unlikely seldom
      // reads well: what rewards propose is another matter.
      const chance = candidate.promise > 0 ? 1 : Math.exp(((appeals[index] ?? 0) - mostAppealing) / 2);
      const rows = paths.isEnd(candidate.token) ? 0 : tokens;
      // Trials that go side by side share their steps.
      const growing = { forwardTokens: rows, rewardCalls: hints.callsFor(rows, k), steps: rows / mostAtOnce };
      return [
        {
          from,
          parent,
          candidate,
          share,
          value: improvement * share * chance,
          rows,
          price: price({
            ...sumOf([growing, scoring]),
            rewardCalls: growing.rewardCalls + costPerText.rewardCalls,
          }),
        },
      ];
    });
  }

  private appeal(parent: Node, { token, logProbability }: Candidate): number {
    return logProbability + this.parameters.hints.ofToken(parent, token);
  }
}
