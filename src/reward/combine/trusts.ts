/**
 * How far each auxiliary reward of a request deserves to be followed.
 *
 * @module
 */
import type { Reward } from "../reward.ts";
import { type Sight, Trust } from "./trust.ts";

export class Trusts {
  private readonly trusts = new Map<Reward, Trust>();

  /** What the weight of `reward` is multiplied with; 1 for one that is not auxiliary. */
  factor(reward: Reward): number {
    return this.trusts.get(reward)?.factor ?? 1;
  }

  /** Takes in what an auxiliary reward and the primary ones say of the same text. */
  observe(reward: Reward, value: number, primary: number, sight: Sight): void {
    const trust = this.trusts.get(reward) ?? new Trust();
    trust.observe(value, primary, sight);
    this.trusts.set(reward, trust);
  }
}
