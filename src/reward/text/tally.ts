/**
 * How often things stand in a text that is still growing.
 *
 * @module
 */

/** Immutable: branches of the search share what they have in common. */
export interface Tally {
  readonly total: number;
  readonly distinct: number;
  /** How often the most frequent one stands there; 0 where there is none. */
  readonly most: number;
  readonly mostFrequent: string;
  /** Counts of all but the recent ones. */
  readonly counts: ReadonlyMap<string, number>;
  readonly recent: readonly string[];
}

export const emptyTally: Tally = {
  total: 0,
  distinct: 0,
  most: 0,
  mostFrequent: "",
  counts: new Map(),
  recent: [],
};

/** Copying all counts for each thing that is added would cost too much, and so would looking through a long list. */
const mostRecent = 64;

/** The tally with more things added. */
export function tallied(before: Tally, things: readonly string[]): Tally {
  if (things.length === 0) return before;
  const copy = before.recent.length + things.length > mostRecent ? allCounts(before) : null;
  const recent = copy ? [] : [...before.recent];
  const counts = copy ?? before.counts;
  let { total, distinct, most, mostFrequent } = before;
  for (const thing of things) {
    const times = occurrences(counts, recent, thing) + 1;
    if (copy) copy.set(thing, times);
    else recent.push(thing);
    total++;
    if (times === 1) distinct++;
    if (times > most) {
      most = times;
      mostFrequent = thing;
    }
  }
  return { total, distinct, most, mostFrequent, counts, recent };
}

/** How often `thing` has been added. */
export function timesIn({ counts, recent }: Tally, thing: string): number {
  return occurrences(counts, recent, thing);
}

function allCounts({ counts, recent }: Tally): Map<string, number> {
  const all = new Map(counts);
  for (const thing of recent) all.set(thing, (all.get(thing) ?? 0) + 1);
  return all;
}

function occurrences(counts: ReadonlyMap<string, number>, recent: readonly string[], thing: string): number {
  return recent.reduce((sum, other) => sum + (other === thing ? 1 : 0), counts.get(thing) ?? 0);
}
