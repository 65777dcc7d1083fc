/**
 * The best answers so far.
 *
 * @module
 */
import type { Funds } from "../budget/funds.ts";
import type { Meter } from "../budget/meter.ts";
import type { Answer } from "../decode/path-reader.ts";
import { SearchStopped } from "../decode/search-stopped.ts";
import type { Node } from "../decode/token-tree.ts";
import { noTracer } from "../decode/tracer.ts";
import { compareRanks } from "../reward/combine/registry.ts";
import type { Scorer, TextScore } from "../reward/scorer.ts";
import type { FinishReason } from "../spec/ending.ts";

export type ScoredAnswer = Answer & TextScore;

/** Where an answer ends, or has got to: a node of the token tree, or a text of an upstream's. */
export type Place = Pick<Answer, "depth" | "logProbability">;

export interface PlaceReader<At extends Place> {
  read(place: At): Answer;
  /** Why an answer ends there, or null where it may go on. */
  ending(place: At): FinishReason | null;
}

type AnswersTracer<At> = {
  workingOn(places: readonly At[]): void;
  scored(place: At, answer: Answer, total: number): void;
  offered(place: At): void;
};

export class Answers<At extends Place = Node> {
  private readonly paths: PlaceReader<At>;
  private readonly scorer: Scorer;
  private readonly meter: Meter;
  /** How many answers the request wants. */
  private readonly wanted: number;
  private readonly tracer: AnswersTracer<At>;
  private readonly offered: ScoredAnswer[] = [];
  /** The best of what was judged, as many as are wanted. */
  private judged: ScoredAnswer[] = [];
  /** Paths in the making, for when the search must stop before they are finished. */
  private underway: readonly At[] = [];
  /** Paths that stand by for the same case, whatever the search is about. */
  private readonly standby: At[] = [];
  private readonly settled = new WeakSet<At>();
  /** Texts that the strategy had scored, or weighed on their way. */
  private scored = 0;
  private highest: number | null = null;
  /** Of the budget when the search turned to what it works on: candidates compare under the same pressure only. */
  private pressure = 0;

  /** @param meter - holds back what scoring `wanted` answers takes */
  constructor(
    paths: PlaceReader<At>,
    scorer: Scorer,
    meter: Meter,
    wanted: number,
    tracer: AnswersTracer<At> = noTracer,
  ) {
    this.paths = paths;
    this.scorer = scorer;
    this.meter = meter;
    this.wanted = wanted;
    this.tracer = tracer;
  }

  /** The best of the answers that the strategy has come to so far; null before the first. */
  get incumbent(): ScoredAnswer | null {
    return this.offered.toSorted(byPreference)[0] ?? null;
  }

  /** Highest total, in [0, 1], of a text scored so far; null where none has been. */
  get bestReward(): number | null {
    return this.highest;
  }

  /** Unfinished paths that the search is working on. */
  get livePaths(): number {
    return this.underway.filter((node) => !this.isFinished(node)).length;
  }

  /**
   * What could be returned if the search came to its end now, or was stopped: answers that were scored, and paths in
   * the making.
   */
  get returnable(): { answers: readonly ScoredAnswer[]; paths: readonly At[] } {
    const byEnding = [this.offered, [...this.offered, ...this.judged]].map((answers) =>
      answers.toSorted(byPreference).slice(0, this.wanted),
    );
    return { answers: [...new Set(byEnding.flat())], paths: this.open() };
  }

  /** Whether rewards could choose: more texts were asked about than answers are wanted. */
  get wereCompared(): boolean {
    return this.scored > this.wanted;
  }

  /** Scores the path to `node`, an answer that the strategy came to. */
  async offer(node: At): Promise<ScoredAnswer> {
    // Funds are held back so that what is returned can be scored, which is being done now.
    this.scored++;
    const { reserved, funds } = this.meter;
    const answer = await this.score(node, this.offered.length < this.wanted ? reserved : funds);
    this.offered.push(answer);
    this.settled.add(node);
    this.tracer.offered(node);
    return answer;
  }

  /**
   * Told of places that are about to be offered or judged, one after another: what takes less for several texts at once
   * is done for all of them, where that can be paid for.
   */
  async expect(nodes: readonly At[]): Promise<void> {
    const affordable = this.meter.affords(this.scorer.costPerText);
    if (nodes.length < 2 || !this.scorer.gainsByBatches) return;
    const texts = nodes.slice(0, affordable).map((node) => this.paths.read(node));
    await this.scorer.foresee(texts, this.meter.funds);
  }

  /** Whether one more text can be scored. */
  canAfford(): boolean {
    return this.meter.affords(this.scorer.costPerText) >= 1;
  }

  /** Scores the path as if it had been cut off at `node`, which becomes an answer only if it replaces one. */
  consider(node: At): Promise<ScoredAnswer> {
    return this.score(node, this.meter.funds, "length");
  }

  /** Puts what was considered in the place of an answer that was offered. */
  replace(answer: ScoredAnswer, better: ScoredAnswer): void {
    this.offered.splice(this.offered.indexOf(answer), 1, better);
  }

  /**
   * The combined score of the path to `node`, in [0, 1], to guide the search.
   *
   * @param isAnswer - whether it is one if the search must stop too early
   */
  async judge(node: At, isAnswer = true): Promise<number> {
    if (this.scorer.costPerText.rewardCalls === 0) return 1;
    this.scored++;
    const answer = await this.score(node, this.meter.funds);
    if (isAnswer) this.judged = [...this.judged, answer].sort(byPreference).slice(0, this.wanted);
    return this.guidance(answer);
  }

  /** The same for a path that is no answer, and is compared with none. */
  async peek(node: At): Promise<number> {
    return this.guidance(await this.score(node, this.meter.funds));
  }

  /** Tells that rewards were asked, for nothing, about a text that others may be preferred to. */
  weighed(): void {
    this.scored++;
  }

  /** Tells what the search is working on; takes the place of what was told before. */
  workingOn(nodes: readonly At[]): void {
    this.underway = nodes;
    this.pressure = this.meter.pressure;
    this.tracer.workingOn(nodes);
  }

  /** Keeps the path to `node` for when the search must stop before it has come to anything better. */
  keep(node: At): void {
    this.standby.push(node);
  }

  /**
   * The best answers, best first, as many as are wanted: those the strategy came to; where it was stopped,
   * also what it judged on its way, and its paths as far as they can be paid for. Half an answer stands for a whole
   * one only where it satisfies what none of those does.
   */
  async best(ranToEnd: boolean): Promise<ScoredAnswer[]> {
    if (ranToEnd) return this.offered.toSorted(byPreference).slice(0, this.wanted);
    const needed = Math.max(0, this.wanted - this.offered.length);
    const late = await this.finalScores(needed);
    const whole = [...this.offered, ...late.filter(({ finish }) => finish !== null)];
    const halves = late.filter(({ finish }) => finish === null);
    const isHad = whole.some(({ reward }) => reward.satisfied);
    const missing = this.wanted - whole.length;
    const others =
      missing > 0
        ? [...this.judged, ...halves].toSorted(byPreference).slice(0, missing)
        : [...this.judged, ...halves.filter(({ reward }) => reward.satisfied && !isHad)];
    return [...whole, ...others].toSorted(byPreference).slice(0, this.wanted);
  }

  /** Scores the paths in the making: `needed` of them come what may, the others while that can be paid for. */
  private async finalScores(needed: number): Promise<ScoredAnswer[]> {
    const mostPromisingFirst = this.open().sort(
      (a, b) =>
        Number(b.depth > 0) - Number(a.depth > 0) ||
        Number(this.isFinished(b)) - Number(this.isFinished(a)) ||
        meanLogProbability(b) - meanLogProbability(a),
    );
    const scored: ScoredAnswer[] = [];
    for (const node of mostPromisingFirst.slice(0, needed)) {
      scored.push(await this.score(node, this.meter.reserved));
    }
    const affordable = this.meter.affords(this.scorer.costPerText);
    const others = mostPromisingFirst.slice(needed, needed + affordable);
    return [...scored, ...(await this.scoresInTime(others))];
  }

  /** Of those that there is time for. */
  private async scoresInTime(nodes: readonly At[]): Promise<ScoredAnswer[]> {
    const scored: ScoredAnswer[] = [];
    try {
      for (const node of nodes) {
        if (this.meter.timeIsUp) break;
        scored.push(await this.score(node, this.meter.funds));
      }
    } catch (error) {
      if (!(error instanceof SearchStopped)) throw error;
    }
    return scored;
  }

  /** Paths that no answer stands for yet. */
  private open(): At[] {
    return [...new Set([...this.underway, ...this.standby])].filter((node) => !this.settled.has(node));
  }

  private guidance(answer: ScoredAnswer): Promise<number> {
    return this.scorer.guidance(answer, this.meter.funds, this.pressure);
  }

  private isFinished(node: At): boolean {
    return this.paths.ending(node) !== null;
  }

  /** @param finish - why it ends where it could go on */
  private async score(node: At, funds: Funds, finish: FinishReason | null = null): Promise<ScoredAnswer> {
    const scored = await this.scoreOf(node, funds);
    const answer = { ...scored, finish: scored.finish ?? finish };
    this.highest = Math.max(this.highest ?? 0, answer.reward.total);
    this.tracer.scored(node, answer, answer.reward.total);
    return answer;
  }

  private async scoreOf(node: At, funds: Funds): Promise<ScoredAnswer> {
    const answer = this.paths.read(node);
    const score = await this.scorer.score(answer, funds);
    if (answer.depth > 0) return { ...answer, ...score };
    // Of nothing at all it may be true that it breaks no rule; an answer it is not.
    const rank = score.rank.map(() => Number.NEGATIVE_INFINITY);
    return { ...answer, ...score, rank, reward: { ...score.reward, total: 0, satisfied: false } };
  }
}

/** Of totals, which are sums of products. */
const rounding = 1e-9;

/** Whether nothing is missing of what the rewards ask. */
export function isPerfect({ reward }: ScoredAnswer): boolean {
  return reward.satisfied && reward.total >= 1 - rounding;
}

/** The higher rank first, then what has come to its own end before what was cut off, then the more fluent. */
export function byPreference(a: ScoredAnswer, b: ScoredAnswer): number {
  return (
    compareRanks(a.rank, b.rank) ||
    completeness(b) - completeness(a) ||
    meanLogProbability(b) - meanLogProbability(a)
  );
}

function completeness({ finish }: ScoredAnswer): number {
  if (finish === null) return 0;
  return finish === "stop" ? 2 : 1;
}

/** In nats; 0 where nobody tells. */
export function meanLogProbability({ logProbability, depth }: Place): number {
  return (logProbability ?? 0) / Math.max(1, depth);
}
