/**
 * Scores texts by all of a request's rewards.
 *
 * @module
 */
import type { CombineSpec } from "../spec/combine.ts";
import { isPrimary, type WeightedScore } from "./combine/combination.ts";
import { guidedTotal } from "./combine/guidance.ts";
import { combine, type RankedScore } from "./combine/registry.ts";
import { Trusts } from "./combine/trusts.ts";
import { assessText, type Piece, type Reward } from "./reward.ts";

/** Told how many reward calls are about to be made; throws where they may not be. */
export type Spend = (calls: number) => void;

/** Texts remembered at a time; a search comes back to those it has just seen. */
const mostKnown = 256;

/** A text's score, and the single scores that it is made of. */
export interface TextScore extends RankedScore {
  scores: readonly WeightedScore[];
  /** Whether it is what a hard reward puts in the place of answers, and has reason to. */
  isRefusal: boolean;
}

export class Scorer {
  /** How far each auxiliary reward is followed. */
  readonly trusts = new Trusts();
  private readonly rewards: readonly Reward[];
  private readonly spec: CombineSpec;
  private readonly searched: readonly Reward[];
  private readonly audits: readonly Reward[];
  /** No text is paid for twice while it is remembered. */
  private readonly known = new Map<string, WeightedScore[]>();
  private reference: readonly WeightedScore[] | undefined;

  constructor(rewards: readonly Reward[], spec: CombineSpec) {
    this.rewards = rewards;
    this.spec = spec;
    this.searched = rewards.filter(({ audit }) => !audit);
    this.audits = rewards.filter(({ audit }) => audit);
  }

  /** Reward calls that scoring one new text takes. */
  get callsPerText(): number {
    return this.searched.length;
  }

  /** What stands in for a text with such scores: where a hard reward that it does not satisfy has one. */
  fallbackFor({ scores }: Pick<TextScore, "scores">): string | null {
    const broken = this.searched.find(
      ({ enforce, fallback }, index) =>
        enforce === "hard" && fallback !== undefined && !scores[index]?.satisfied,
    );
    return broken?.fallback ?? null;
  }

  /** Whether something may have to stand in for an answer. */
  get hasFallback(): boolean {
    return this.searched.some(({ enforce, fallback }) => enforce === "hard" && fallback !== undefined);
  }

  /** Reward calls that auditing one text takes. */
  get callsPerAudit(): number {
    return this.audits.length;
  }

  /** Scores by all rewards but audits, as an answer that is returned. */
  async score(text: Piece, spend: Spend): Promise<TextScore> {
    const scores = await this.judge(text, spend);
    return { ...this.combined(scores, 1), scores, isRefusal: this.isRefusal(text) };
  }

  /**
   * What the search should make of the text, in [0, 1]: its total under the pressure of the budget, with what
   * auxiliary rewards say of it.
   *
   * @param pressure - share of the budget that is spent, in [0, 1]
   */
  async guidance(text: Piece, spend: Spend, pressure: number): Promise<number> {
    const scores = await this.judge(text, spend);
    const { total } = this.combined(scores, pressure).reward;
    const hints = this.searched.flatMap((reward, index) => {
      const value = scores[index]?.value ?? 0;
      return reward.auxiliary ? [{ value, weight: reward.weight, factor: this.trusts.factor(reward) }] : [];
    });
    const primaryWeight = scores.filter(isPrimary).reduce((sum, { weight }) => sum + weight, 0);
    return guidedTotal(total, primaryWeight, hints);
  }

  /** The score of a text that is returned, with its audits. */
  async audit(text: Piece, { scores }: TextScore, spend: Spend): Promise<RankedScore> {
    if (this.audits.length === 0) return this.combined(scores, 1);
    spend(this.callsPerAudit);
    const known = new Map(this.searched.map((reward, index) => [reward, scores[index]]));
    const all: WeightedScore[] = [];
    for (const reward of this.rewards) all.push(known.get(reward) ?? (await scoreBy(reward, text)));
    return this.combined(all, 1);
  }

  /** Scores the model's own greedy answer, which goals are measured from. */
  async refer(text: Piece, spend: Spend): Promise<void> {
    this.reference = await this.judge(text, spend);
  }

  private async judge(text: Piece, spend: Spend): Promise<WeightedScore[]> {
    const key = `${text.tokens} ${text.logProbability} ${text.text}`;
    const known = this.known.get(key);
    if (known) return known;
    spend(this.callsPerText);
    const scores: WeightedScore[] = [];
    for (const reward of this.searched) scores.push(await scoreBy(reward, text));
    this.learn(scores);
    if (this.known.size === mostKnown) this.known.clear();
    this.known.set(key, scores);
    return scores;
  }

  private isRefusal({ text }: Piece): boolean {
    return this.searched.some(
      ({ enforce, fallback, isIdle }) => enforce === "hard" && fallback === text && !(isIdle?.() ?? false),
    );
  }

  private learn(scores: readonly WeightedScore[]): void {
    if (!this.searched.some(({ auxiliary }) => auxiliary)) return;
    const { total } = this.combined(scores, 1).reward;
    for (const [index, reward] of this.searched.entries()) {
      if (reward.auxiliary) this.trusts.observe(reward, scores[index]?.value ?? 0, total, "whole");
    }
  }

  private combined(scores: readonly WeightedScore[], pressure: number): RankedScore {
    return combine(scores, this.spec, {
      pressure,
      ...(this.reference && { reference: this.reference }),
    });
  }
}

async function scoreBy(reward: Reward, text: Piece): Promise<WeightedScore> {
  const { name, type, enforce, weight, auxiliary, audit } = reward;
  const judgement = await assessText(reward, text);
  return {
    name,
    type,
    enforce,
    weight,
    ...judgement,
    satisfied: judgement.value === 1,
    ...(auxiliary && { auxiliary }),
    ...(audit && { audit }),
  };
}
