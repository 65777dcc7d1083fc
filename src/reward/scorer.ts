/**
 * Scores texts by all of a request's rewards.
 *
 * @module
 */
import { type Cost, sumOf, timesCost } from "../budget/cost.ts";
import type { Funds } from "../budget/funds.ts";
import { type Obstacle, SearchStopped } from "../decode/search-stopped.ts";
import type { CombineSpec } from "../spec/combine.ts";
import { isPrimary, type WeightedScore } from "./combine/combination.ts";
import { guidedTotal } from "./combine/guidance.ts";
import { combine, type RankedScore } from "./combine/registry.ts";
import { Trusts } from "./combine/trusts.ts";
import { assessTexts, type Judgement, type Piece, type Reward } from "./reward.ts";

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
  private readonly known = new Map<string, readonly WeightedScore[]>();
  private reference: readonly WeightedScore[] | undefined;

  constructor(rewards: readonly Reward[], spec: CombineSpec) {
    this.rewards = rewards;
    this.spec = spec;
    this.searched = rewards.filter(({ audit }) => !audit);
    this.audits = rewards.filter(({ audit }) => audit);
  }

  /** What scoring one new text takes at most. */
  get costPerText(): Cost {
    return costOf(this.searched);
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

  /** What auditing one text takes at most. */
  get costPerAudit(): Cost {
    return costOf(this.audits);
  }

  /** Whether several texts at once take less than one after another. */
  get gainsByBatches(): boolean {
    return this.searched.some(({ takes }) => takes);
  }

  /** Scores by all rewards but audits, as an answer that is returned. */
  async score(text: Piece, funds: Funds): Promise<TextScore> {
    const scores = await this.judge(text, funds);
    return { ...this.combined(scores, 1), scores, isRefusal: this.isRefusal(text) };
  }

  /** Judges, together, texts that are about to be scored or weighed one after another. */
  async foresee(texts: readonly Piece[], funds: Funds): Promise<void> {
    await this.judgeNew(new Map(texts.map((text) => [keyOf(text), text])), funds);
  }

  /**
   * What the search should make of the text, in [0, 1]: its total under the pressure of the budget, with what
   * auxiliary rewards say of it.
   *
   * @param pressure - share of the budget that is spent, in [0, 1]
   */
  async guidance(text: Piece, funds: Funds, pressure: number): Promise<number> {
    const scores = await this.judge(text, funds);
    const { total } = this.combined(scores, pressure).reward;
    const hints = this.searched.flatMap((reward, index) => {
      const value = scores[index]?.value ?? 0;
      return reward.auxiliary ? [{ value, weight: reward.weight, factor: this.trusts.factor(reward) }] : [];
    });
    const primaryWeight = scores.filter(isPrimary).reduce((sum, { weight }) => sum + weight, 0);
    return guidedTotal(total, primaryWeight, hints);
  }

  /** The score of a text that is returned, with its audits. */
  async audit(text: Piece, { scores }: TextScore, funds: Funds): Promise<RankedScore> {
    if (this.audits.length === 0) return this.combined(scores, 1);
    funds.require(this.costPerAudit);
    const known = new Map(this.searched.map((reward, index) => [reward, scores[index]]));
    const all: WeightedScore[] = [];
    for (const reward of this.rewards) {
      const score = known.get(reward);
      all.push(...(score ? [score] : await scoresBy(reward, [text], funds)));
    }
    return this.combined(all, 1);
  }

  /** Scores the model's own greedy answer, which goals are measured from. */
  async refer(text: Piece, funds: Funds): Promise<void> {
    this.reference = await this.judge(text, funds);
  }

  private async judge(text: Piece, funds: Funds): Promise<readonly WeightedScore[]> {
    const key = keyOf(text);
    if (!this.known.has(key)) await this.judgeNew(new Map([[key, text]]), funds);
    return this.known.get(key) ?? [];
  }

  /** @param texts - each by its key; paid for are those that are not known */
  private async judgeNew(texts: ReadonlyMap<string, Piece>, funds: Funds): Promise<void> {
    const unknown = [...texts].filter(([key]) => !this.known.has(key));
    if (unknown.length === 0) return;
    funds.require(timesCost(unknown.length, this.costPerText));
    const columns: WeightedScore[][] = [];
    const pieces = unknown.map(([, text]) => text);
    for (const reward of this.searched) columns.push(await scoresBy(reward, pieces, funds));
    if (this.known.size + unknown.length > mostKnown) this.known.clear();
    for (const [row, [key]] of unknown.entries()) {
      const scores = columns.flatMap((column) => column[row] ?? []);
      this.learn(scores);
      this.known.set(key, scores);
    }
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

/** By the texts' order. */
async function scoresBy(reward: Reward, texts: readonly Piece[], funds: Funds): Promise<WeightedScore[]> {
  const { name, type, enforce, weight, auxiliary, audit } = reward;
  funds.spend(timesCost(texts.length, costOf([reward])));
  const judgements = await assessTexts(reward, texts).catch((error: unknown) => {
    if (!(error instanceof SearchStopped) || !funds.isReserve) throw error;
    return texts.map(() => notJudged(error));
  });
  return judgements.map((judgement) => ({
    name,
    type,
    enforce,
    weight,
    ...judgement,
    satisfied: judgement.value === 1,
    ...(auxiliary && { auxiliary }),
    ...(audit && { audit }),
  }));
}

/** What nobody has read satisfies nothing. */
function notJudged({ obstacle }: SearchStopped): Judgement {
  return { value: 0, measure: null, explain: `not judged: ${reasons[obstacle]}` };
}

const reasons: Record<Obstacle, string> = {
  forward_tokens: "no forward tokens were left",
  reward_calls: "no reward calls were left",
  steps: "no steps were left",
  time_ms: "no time was left",
  memory: "no memory was left",
  upstream: "the model's server failed",
  cancelled: "the client has gone",
};

function keyOf({ tokens, logProbability, text }: Piece): string {
  return `${tokens} ${logProbability} ${text}`;
}

function costOf(rewards: readonly Reward[]): Cost {
  return sumOf(rewards.map(({ takes }) => ({ forwardTokens: 0, steps: 0, ...takes, rewardCalls: 1 })));
}
