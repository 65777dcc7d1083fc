/**
 * Counts paragraphs and looks at their first words.
 *
 * @module
 */

import type { Claims, Occasion, PreparedReward } from "../reward.ts";
import type { Band } from "../text/band.ts";
import { capitalised } from "../text/spacing.ts";
import { type FirstWord, firstWordIs, restOfWord } from "./first-word.ts";
import {
  type ItemTally,
  noItems,
  tallyBound,
  tallyJudgement,
  tallyValue,
  withAnother,
} from "./item-tally.ts";
import { blankLineAfter, certainOf, separatorAfter } from "./separators.ts";
import { hasContent, isLongEnough, type Split, splitText } from "./split-text.ts";

export interface ParagraphWishes {
  band: Band;
  /** First words by the number of their paragraph, from 1. */
  named: ReadonlyMap<number, string>;
  /** Null for blank lines. */
  separator: string | null;
}

/** What the paragraphs so far come to. */
interface Closed {
  /** Of those that are not blank; hollow are the ones without words. */
  readonly tally: ItemTally;
  readonly isFirst: boolean;
  /** Whether one is empty that must not be. */
  readonly hasGap: boolean;
  /** Numbers of the paragraphs that begin with their words, and of those that do not. */
  readonly right: readonly number[];
  readonly wrong: readonly number[];
}

const noParagraphs: Closed = { tally: noItems, isFirst: true, hasGap: false, right: [], wrong: [] };

/** UTF-16 code units of a short paragraph. */
const usualLength = 80;

export function namedOf(firstWords: readonly { paragraph: number; word: string }[]): Map<number, string> {
  return new Map(firstWords.map(({ paragraph, word }) => [paragraph, word]));
}

export function paragraphJudge({ band, named, separator }: ParagraphWishes): PreparedReward<Split<Closed>> {
  const wishes = { items: "paragraphs", band };
  const mark = separator ?? "\n\n";
  const lastNamed = Math.max(0, ...named.keys());
  const share = (paragraphs: number, words: number, { hasGap }: Closed) =>
    ((paragraphs + words) / (1 + named.size)) * (hasGap ? 0.5 : 1);

  const statusOf = (count: number, part: string, isClosed: boolean): FirstWord | null => {
    const word = named.get(count);
    return word === undefined ? null : firstWordIs(word, part, isClosed);
  };
  const withPart = (closed: Closed, part: string, isClosed: boolean): Closed => {
    const count = countOf(closed) + 1;
    const status = statusOf(count, part, isClosed);
    const { hasGap, right, wrong } = closed;
    return {
      tally: withAnother(closed.tally, hasContent(part) ? "full" : isClosed ? "hollow" : "begun"),
      isFirst: false,
      hasGap,
      right: status === "right" ? [...right, count] : right,
      wrong: status === "wrong" ? [...wrong, count] : wrong,
    };
  };
  const close = (closed: Closed, part: string): Closed => {
    if (!isBlank(part)) return withPart(closed, part, true);
    // IFEval's checks count blank parts when they look for a paragraph's first word, and otherwise let only the first and the last be blank.
    const isGap = countOf(closed) < lastNamed || (separator !== null && !closed.isFirst);
    return { ...closed, isFirst: false, hasGap: closed.hasGap || isGap };
  };
  const withLast = (closed: Closed, last: string) => (isBlank(last) ? closed : withPart(closed, last, false));
  const now = ({ closed, last }: Split<Closed>) => withLast(closed, last);
  const bound = ({ closed, last }: Split<Closed>) => {
    const certain = withLast(closed, certainOf(last, mark));
    const paragraphs = tallyBound(certain.tally, wishes);
    return share(paragraphs, named.size - certain.wrong.length, certain);
  };

  const opening = (number: number) => capitalised(named.get(number) ?? "");
  const nextPart = (state: Split<Closed>, occasion: Occasion): string => {
    const { last } = state;
    const { tally } = now(state);
    const count = countOf(now(state));
    if (isBlank(last)) {
      const word = opening(count + 1);
      return word !== "" && separator !== null && last === "" && count > 0 ? `\n${word}` : word;
    }
    const status = statusOf(count, last, false);
    if (status === "open") return restOfWord(named.get(count) ?? "", last);
    if (status === "wrong" || !hasContent(last) || tally.full >= band.least) return "";
    if (occasion === "midway" && !isLongEnough(last)) return "";
    return (separator === null ? blankLineAfter(last) : separatorAfter(last, separator)) + opening(count + 1);
  };

  return {
    ...splitText<Closed>(mark, noParagraphs, close),
    judge(state) {
      const all = now(state);
      const { hasGap, right } = all;
      const missing = [...named].filter(([number]) => !right.includes(number));
      const problems = [
        tallyJudgement(all.tally, wishes).explain,
        ...missing.map(([number, word]) => `paragraph ${number} must begin with ${word}`),
        ...(hasGap ? ["one is empty"] : []),
      ];
      const value = share(tallyValue(all.tally, wishes), right.length, all);
      return { value, measure: all.tally.full, explain: problems.join("; ") };
    },
    bound,
    propose(state, occasion) {
      const next = bound(state) < 1 ? "" : nextPart(state, occasion);
      return next === "" ? [] : [next];
    },
    shortfall: (state) => band.missing(now(state).tally.full) * usualLength,
    work: 1,
    claims: claimsOf({ band, named, separator }),
  };
}

function countOf({ tally: { full, begun, hollow } }: Closed): number {
  return full + begun + hollow;
}

function isBlank(part: string): boolean {
  return part.trim() === "";
}

function claimsOf({ band, named, separator }: ParagraphWishes): Claims {
  const spellings = (word: string) => [
    ...new Set([word, word.toLowerCase(), capitalised(word), word.toUpperCase()]),
  ];
  const between = band.least > 1 ? [[separator ?? "\n\n"]] : [];
  return {
    requires: [...between, ...[...named.values()].map(spellings)],
    sizes: {
      [separator === null ? "paragraphs between blank lines" : `paragraphs between ${separator}`]:
        band.limits,
      // Blank lines with white space in them separate for the reward that counts these.
      ...(separator === null && { paragraphs: { min: band.least } }),
      characters: { min: band.least },
    },
  };
}
