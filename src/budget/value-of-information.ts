/**
 * What trying something else is worth: the value of information (Howard 1966, *Information Value Theory*), by what
 * trials have brought so far.
 *
 * @module
 */

/** What is believed before any trial: so much deviation, as if seen in so many trials. */
const prior = { variance: 0.02, guidedVariance: 0.002, trials: 2 };

/**
 * What trials have gained over what they set out from. A trial changes a part of a text, its share in (0, 1]; like
 * a random walk, a gain varies with the root of the share.
 */
export class Trials {
  private count = 0;
  private squares: number;

  /**
   * @param guidedShare - how much of what is wanted the search followed on its way, in [0, 1]: of that, less is left to
   * be found
   */
  constructor(guidedShare: number) {
    const variance = guidedShare * prior.guidedVariance + (1 - guidedShare) * prior.variance;
    this.squares = variance * prior.trials;
  }

  /** Takes in that a trial which changed `share` of a text changed its total by `gain`. */
  observe(gain: number, share: number): void {
    this.count++;
    this.squares += gain ** 2 / share;
  }

  /**
   * By how much one more trial is expected to improve on `best`, when it changes `share` of a text whose total is
   * `from`, all totals in [0, 1].
   *
   * That the next of n + 1 like trials is the best of all has a chance of 1 in n + 1, however they are distributed
   * (Rényi 1962, on records); by how much it then is better, their deviation tells.
   */
  expectedImprovement(from: number, best: number, share: number): number {
    const deviation = Math.sqrt((this.squares / (this.count + prior.trials)) * share);
    const behind = deviation === 0 ? Number(best > from) : (best - from) / deviation;
    const record = Math.exp(-behind) / (this.count + 1);
    return (record * Math.min(1 - best, deviation)) / 2;
  }
}
