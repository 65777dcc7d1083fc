/**
 * What a search sees of each reward on its way, for the diagnosis of those it does not meet.
 *
 * @module
 */
import type { Reward } from "../reward/reward.ts";
import type { Hindrance } from "./hindrance.ts";

/** What became of things that a reward wanted, as counts. */
export class Tally {
  private sum = 0;
  private unhindered = 0;
  private readonly counts = new Map<Hindrance, number>();

  add(hindrances: readonly Hindrance[]): void {
    this.sum++;
    if (hindrances.length === 0) this.unhindered++;
    for (const hindrance of hindrances) this.counts.set(hindrance, this.count(hindrance) + 1);
  }

  get total(): number {
    return this.sum;
  }

  count(hindrance: Hindrance): number {
    return this.counts.get(hindrance) ?? 0;
  }

  /** What hindered most of them; null where more went unhindered. */
  get usual(): Hindrance | null {
    const [most, count] = mostFrequent([...this.counts]);
    return count > this.unhindered ? most : null;
  }

  /** What hindered most of them, `own` aside; null where there is nothing else. */
  mostBeside(own: Hindrance): Hindrance | null {
    return mostFrequent([...this.counts].filter(([hindrance]) => hindrance !== own))[0];
  }
}

function mostFrequent(counts: readonly [Hindrance, number][]): readonly [Hindrance | null, number] {
  const [most] = counts.toSorted(([, a], [, b]) => b - a);
  return most ?? [null, 0];
}

/** Of one reward. */
export interface Findings {
  /** The texts that it proposed, each time that it did. */
  readonly proposals: Tally;
  /** The highest log-probability of a proposal's first token, in nats; null where none was weighed. */
  readonly bestLogProbability: number | null;
  /** Where no path could go on: what would have completed the text by this reward, and all tokens that were tried. */
  readonly completions: Tally;
  readonly lastTokens: Tally;
}

/** A text that rewards proposed, and what kept it from being followed. */
export interface Refusal {
  readonly by: readonly Reward[];
  readonly hindrances: readonly Hindrance[];
}

class Sightings implements Findings {
  readonly proposals = new Tally();
  readonly completions = new Tally();
  readonly lastTokens = new Tally();
  bestLogProbability: number | null = null;
}

/** Told for every token that is looked at, so it only counts. */
export class Evidence {
  private readonly known = new Map<Reward, Sightings>();

  /** `rewards` have a say in which tokens are followed. */
  follow(rewards: readonly Reward[]): void {
    for (const reward of rewards) this.of(reward);
  }

  /** Whether the reward had a say in which tokens were followed. */
  follows(reward: Reward): boolean {
    return this.known.has(reward);
  }

  /** What the search saw of a reward it followed; of another, that there was nothing. */
  findings(reward: Reward): Findings {
    return this.known.get(reward) ?? new Sightings();
  }

  /**
   * Rewards proposed a text; without hindrances it is followed.
   *
   * @param logProbability - of its first token, in nats; null where it was not weighed
   */
  propose({ by, hindrances }: Refusal, logProbability: number | null): void {
    for (const reward of by) {
      const findings = this.of(reward);
      findings.proposals.add(ownFirst(reward, hindrances));
      if (logProbability === null) continue;
      findings.bestLogProbability = Math.max(findings.bestLogProbability ?? -Infinity, logProbability);
    }
  }

  /**
   * A path could not go on.
   *
   * @param completions - what would have completed the text
   * @param tokens - for each token that was tried, what kept it from following
   */
  deadEnd(completions: readonly Refusal[], tokens: readonly (readonly Hindrance[])[]): void {
    for (const { by, hindrances } of completions) {
      for (const reward of by) this.of(reward).completions.add(ownFirst(reward, hindrances));
    }
    const texts = tokens.filter((hindrances) => !hindrances.includes("text"));
    for (const [reward, { lastTokens }] of this.known) {
      if (reward.enforce !== "hard") continue;
      for (const hindrances of texts) lastTokens.add(ownFirst(reward, hindrances));
    }
  }

  private of(reward: Reward): Sightings {
    const findings = this.known.get(reward) ?? new Sightings();
    this.known.set(reward, findings);
    return findings;
  }
}

/** What a reward hinders itself is nobody else's fault. */
function ownFirst(reward: Reward, hindrances: readonly Hindrance[]): readonly Hindrance[] {
  return hindrances.includes(reward) ? [reward] : hindrances;
}
