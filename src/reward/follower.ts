/**
 * Several rewards following one text as it grows.
 *
 * @module
 */

import type { Trusts } from "./combine/trusts.ts";
import { isRule, type Occasion, type Option, type Piece, type Reward } from "./reward.ts";

/** One state for each reward, in their order. */
export type States = readonly unknown[];

/** A text that may come next, and the rewards that want it. */
export interface Proposal {
  readonly text: string;
  readonly by: readonly Reward[];
}

/** Most texts that one reward may propose at a time. */
const mostProposals = 12;
/** Most proposals that a completion is made of. */
const mostRounds = 8;

export class Follower {
  readonly rewards: readonly Reward[];
  private readonly hard: readonly number[];
  /** Hard rewards that bound a size of the text from above. */
  private readonly sized: readonly number[];
  private readonly speaking: readonly number[];
  /** Those of them whose value tells paths apart: what every path keeps to anyway is no gain. */
  private readonly valued: readonly number[];
  private readonly weightPerReward: number;
  /** How far auxiliary rewards are followed. */
  private readonly trusts: Trusts;

  constructor(rewards: readonly Reward[], trusts: Trusts) {
    this.rewards = rewards;
    this.trusts = trusts;
    const indices = [...rewards.keys()];
    this.hard = indices.filter((index) => rewards[index]?.enforce === "hard");
    this.sized = this.hard.filter((index) =>
      Object.values(rewards[index]?.claims?.sizes ?? {}).some(({ max }) => max !== undefined),
    );
    this.speaking = indices.filter((index) => rewards[index]?.guides.includes("prefix"));
    this.valued = this.speaking.filter((index) => !isRule(this.at(index)));
    const weight = this.valued.reduce((sum, index) => sum + this.at(index).weight, 0);
    this.weightPerReward = weight / Math.max(1, this.valued.length);
  }

  /** Whether there is anything to follow. */
  get isEmpty(): boolean {
    return this.rewards.length === 0;
  }

  begin(): States {
    return this.rewards.map((reward) => reward.begin());
  }

  advance(states: States, piece: Piece): States {
    return this.rewards.map((reward, index) => reward.advance(states[index], piece));
  }

  /** Whether every hard reward can still be satisfied. */
  isAlive(states: States): boolean {
    return this.hard.every((index) => this.mayHold(index, states[index]));
  }

  /** The hard rewards that can no longer be satisfied. */
  lost(states: States): Reward[] {
    return this.hardWhere((index) => !this.mayHold(index, states[index]));
  }

  /** Whether every hard reward that speaks about unfinished texts lets this one end. */
  mayEnd(states: States): boolean {
    return this.hard.every((index) => this.isContent(index, states[index]));
  }

  /** Those that do not. */
  waiting(states: States): Reward[] {
    return this.hardWhere((index) => !this.isContent(index, states[index]));
  }

  /** Whether every reward that speaks about unfinished texts, hard or soft, is satisfied. */
  isSatisfied(states: States): boolean {
    return this.speaking.every((index) => this.at(index).judge(states[index]).value === 1);
  }

  /** What the text has reached, each reward in units of the mean weight: between 0 and the number of rewards that speak. */
  value(states: States): number {
    return this.sum((reward, state) => reward.judge(state).value, states);
  }

  /** The highest value that any text could have; 0 where no reward tells texts apart. */
  get most(): number {
    return this.sum(() => 1, []);
  }

  /** The highest value that any continuation may reach. */
  bound(states: States): number {
    return this.sum((reward, state) => reward.bound?.(state) ?? 1, states);
  }

  /** Lets auxiliary rewards be compared with the others over this text. */
  learn(states: States): void {
    const value = (index: number) => this.at(index).judge(states[index]).value;
    const auxiliary = this.speaking.filter((index) => this.at(index).auxiliary);
    if (auxiliary.length === 0) return;
    const primary = this.speaking.reduce(
      (sum, index) => sum + (this.at(index).auxiliary ? 0 : this.at(index).weight * value(index)),
      0,
    );
    for (const index of auxiliary) this.trusts.observe(this.at(index), value(index), primary, "unfinished");
  }

  /**
   * What the rewards want next. At an `ending` what comes first in the text goes first: a closing quote waits
   * until nothing else is missing.
   */
  proposals(states: States, occasion: Occasion): Proposal[] {
    const asked = occasion === "ending" ? this.nextToClose(states) : [...this.rewards.keys()];
    const proposers = new Map<string, Reward[]>();
    for (const index of asked) {
      const reward = this.at(index);
      const texts = (reward.propose?.(states[index], occasion) ?? []).slice(0, mostProposals);
      for (const text of new Set(texts)) {
        if (text !== "") proposers.set(text, [...(proposers.get(text) ?? []), reward]);
      }
    }
    return [...proposers].map(([text, by]) => ({ text, by }));
  }

  /** UTF-16 code units that the hard rewards still take, about; of the constructive ones alone, exactly. */
  shortfall(states: States, which: "all" | "constructive" = "all"): number {
    return this.open(states, which).reduce((sum, index) => {
      const state = states[index];
      const reward = this.at(index);
      return sum + (reward.shortfall?.(state) ?? this.completionOf(index, state).length);
    }, 0);
  }

  /** What, appended, would see to all that the hard rewards miss, as far as they can propose it. */
  completion(states: States): string {
    let completion = "";
    let reached = states;
    for (let round = 0; round < mostRounds && !this.mayEnd(reached); round++) {
      const [proposal] = this.proposals(reached, "ending");
      if (!proposal) break;
      const { text } = proposal;
      completion += text;
      reached = this.advance(reached, { text, tokens: 1, logProbability: 0 });
    }
    return completion;
  }

  /** Whether the hard rewards that bound a text's size from above let `text` be appended. */
  sizesAllow(states: States, text: string): boolean {
    return this.sized.every((index) => {
      const reward = this.at(index);
      const state = reward.advance(states[index], { text, tokens: 1, logProbability: 0 });
      return (reward.bound?.(state) ?? 1) === 1;
    });
  }

  /** What the constructive hard rewards that may not end yet would have appended. */
  completions(states: States): string[] {
    return this.open(states, "constructive")
      .map((index) => this.completionOf(index, states[index]))
      .filter((text) => text !== "");
  }

  /** Where a rule has one of a list of texts come next: those of them that no hard reward rules out. */
  options(states: States): Option[] {
    const options = this.hard.flatMap((index) => {
      const reward = this.at(index);
      return isRule(reward) ? (reward.options?.(states[index]) ?? []) : [];
    });
    return options.filter(({ rest }) =>
      this.isAlive(this.advance(states, { text: rest, tokens: 0, logProbability: 0 })),
    );
  }

  private open(states: States, which: "all" | "constructive"): number[] {
    return this.hard.filter(
      (index) => (which === "all" || this.at(index).constructive) && !this.isContent(index, states[index]),
    );
  }

  private completionOf(index: number, state: unknown): string {
    return this.at(index).propose?.(state, "ending")[0] ?? "";
  }

  private nextToClose(states: States): number[] {
    const open = this.open(states, "all").filter((index) => this.at(index).propose);
    const first = Math.min(...open.map((index) => this.at(index).closing));
    return open.filter((index) => this.at(index).closing === first);
  }

  private mayHold(index: number, state: unknown): boolean {
    return (this.at(index).bound?.(state) ?? 1) === 1;
  }

  private isContent(index: number, state: unknown): boolean {
    const reward = this.at(index);
    if (reward.mayEnd) return reward.mayEnd(state);
    return !reward.guides.includes("prefix") || reward.judge(state).value === 1;
  }

  private hardWhere(holds: (index: number) => boolean): Reward[] {
    return this.hard.filter(holds).map((index) => this.at(index));
  }

  private sum(of: (reward: Reward, state: unknown) => number, states: States): number {
    return this.valued.reduce((sum, index) => {
      const reward = this.at(index);
      const weight = (reward.weight / this.weightPerReward) * this.trusts.factor(reward);
      return sum + weight * of(reward, states[index]);
    }, 0);
  }

  private at(index: number): Reward {
    const reward = this.rewards[index];
    if (!reward) throw new RangeError(`no reward ${index}`);
    return reward;
  }
}
