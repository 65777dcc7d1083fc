/**
 * Words or phrases each of which is to stand in a text at least, and at most, so many times.
 *
 * @module
 */

import type { TextJudge } from "../reward.ts";
import { type Comparison, type Count, type Counted, OccurrenceCounter } from "../text/occurrences.ts";
import { times } from "../text/wording.ts";
import { candidatesFor, writtenForm } from "./missing-forms.ts";

export interface CountedItem {
  /** What explanations call it. */
  label: string;
  /** As it would be written: its forms, the most usable first. */
  written: readonly string[];
  /** As it is searched for: its forms, folded. */
  forms: readonly string[];
  /** How often it is to stand there. */
  least: number;
  /** How often it may; `Infinity` where there is no limit. */
  most: number;
}

/** Most texts proposed at a time, and most tried for that. */
const mostProposals = 12;
const mostTried = 36;

/** The value is the mean over the items; one that stands there too often for good bounds it. */
export function countedItems(items: readonly CountedItem[], comparison: Comparison) {
  const counter = new OccurrenceCounter(
    items.map(({ forms }) => forms),
    comparison,
  );
  const mean = ({ counts }: Counted, of: (item: CountedItem, count: Count) => number) => {
    let sum = 0;
    for (const [index, count] of counts.entries()) sum += of(itemAt(items, index), count);
    return sum / items.length;
  };
  const progressOf = (state: Counted) => mean(state, (item, { found }) => share(item, found));
  const boundOf = (state: Counted) => mean(state, (item, { certain }) => kept(item, certain));
  const missingIn = ({ counts }: Counted) =>
    counts.flatMap(({ found }, index) => {
      const item = itemAt(items, index);
      return found < item.least ? [{ item, times: item.least - found }] : [];
    });

  const writable = new Map(
    items.map((item) => [item, item.written.map((form) => writtenForm(form, comparison.fold))]),
  );
  // Sooner or later something follows, and closes what is the last word now.
  const closing = comparison.wholeWords ? " " : "";
  return {
    begin: () => counter.begin(),
    advance: (state, { text }) => counter.advance(state, text),
    judge(state) {
      const problems = state.counts.flatMap(
        ({ found }, index) => problemOf(itemAt(items, index), found) ?? [],
      );
      const met = items.length - problems.length;
      return {
        value: progressOf(state),
        measure: met,
        explain: [`${met} of ${items.length}`, ...problems].join("; "),
      };
    },
    bound: boundOf,
    /** What is missing in rotation; nothing that would break another item. */
    propose(state) {
      const missing = missingIn(state).map(({ item }) => candidatesFor(writable.get(item) ?? [], state.tail));
      // The sort is stable: of each item the first form, then of each the second.
      const inTurn = rotated(missing).sort((a, b) => a.rank - b.rank);
      const [value, bound] = [progressOf(state), boundOf(state)];
      const proposals: string[] = [];
      for (const text of [...new Set(inTurn.map(({ text }) => text))].slice(0, mostTried)) {
        if (proposals.length === mostProposals) break;
        const then = counter.advance(state, text + closing);
        if (progressOf(then) > value && boundOf(then) === bound) proposals.push(text);
      }
      return proposals;
    },
    shortfall: (state) =>
      missingIn(state).reduce(
        (sum, { item, times }) => sum + times * ((item.written[0] ?? "").length + 1),
        0,
      ),
  } satisfies TextJudge<Counted>;
}

function share(item: CountedItem, found: number): number {
  return found < item.least ? found / item.least : kept(item, found);
}

/** What is left of the item's value when it stands there so often at least. */
function kept({ most }: CountedItem, found: number): number {
  return found > most ? most / found : 1;
}

function problemOf({ label, least, most }: CountedItem, found: number): string | null {
  if (found >= least && found <= most) return null;
  if (found === 0 && least === 1) return `${label} is missing`;
  if (most === 0) return `${label} must not stand there`;
  const wanted = found < least ? `at least ${least}` : `at most ${most}`;
  return `${label} stands there ${times(found)}, ${wanted} wanted`;
}

function itemAt(items: readonly CountedItem[], index: number): CountedItem {
  const item = items[index];
  if (!item) throw new RangeError(`no item ${index}`);
  return item;
}

/** The first of each list, then the second of each, and so on. */
function rotated<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) =>
    lists.flatMap((list) => list.slice(turn, turn + 1)),
  ).flat();
}
