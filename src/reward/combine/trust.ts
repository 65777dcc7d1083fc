/**
 * How far an auxiliary reward deserves to be followed.
 *
 * @module
 */

/** Where a candidate was seen: values of unfinished texts and totals of whole ones are different measures. */
export type Sight = "unfinished" | "whole";

interface Observation {
  sight: Sight;
  auxiliary: number;
  primary: number;
}

/** Most candidates that are remembered; the oldest goes first. */
const windowSize = 64;

/**
 * Pairs that are taken to agree before any is seen. Seven candidates make 21 pairs: about so many must
 * contradict a heuristic before it is dropped.
 */
const priorPairs = 20;

/**
 * Goodman and Kruskal's gamma between an auxiliary reward's value and the primary total over the candidates
 * seen last: of all pairs that both tell apart, those they put in the same order less those they do not, as a
 * share. What a heuristic says about ties of the primary total does not count against it: to tell those
 * apart is its use.
 */
export class Trust {
  private readonly window: Observation[] = [];
  private agreeing = 0;
  private opposed = 0;

  /** Takes in what both say of one candidate; it is compared with others that were seen alike. */
  observe(auxiliary: number, primary: number, sight: Sight): void {
    const observation = { auxiliary, primary, sight };
    if (this.window.length === windowSize) {
      const oldest = this.window.shift();
      if (oldest) this.count(oldest, -1);
    }
    this.count(observation, 1);
    this.window.push(observation);
  }

  /** What the weight is multiplied with, in [0, 1]: 1 at first, 0 where they agree no more often than not. */
  get factor(): number {
    const all = priorPairs + this.agreeing + this.opposed;
    return Math.max(0, (priorPairs + this.agreeing - this.opposed) / all);
  }

  private count({ auxiliary, primary, sight }: Observation, change: 1 | -1): void {
    for (const other of this.window) {
      if (other.sight !== sight) continue;
      const sign = Math.sign(auxiliary - other.auxiliary) * Math.sign(primary - other.primary);
      if (sign > 0) this.agreeing += change;
      if (sign < 0) this.opposed += change;
    }
  }
}
