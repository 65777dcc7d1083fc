/**
 * Follows a text by a pattern: how far it is from a match, and what leads there.
 *
 * @module
 */

import type { TextJudge } from "../reward.ts";
import { spaced } from "../text/spacing.ts";
import { shortened } from "../text/wording.ts";
import type { Pattern, PatternMode, PatternState } from "./pattern.ts";

interface State {
  readonly at: PatternState;
  /** Code points so far. */
  readonly length: number;
  /** The code point, counted from 1, after which no continuation could match any more; null while one can. */
  readonly lost: number | null;
  /** The end of the text, by which it is known whether what is appended needs a space. */
  readonly end: string;
}

/** UTF-16 code units of a text's end that are kept. */
const longestEnd = 16;
/** Longest quotation in an explanation, in UTF-16 code units. */
const mostQuoted = 40;

export function patternJudge(pattern: Pattern, mode: PatternMode): TextJudge<State> {
  const farthest = pattern.remaining(pattern.start);
  /** In `absent` there is no way to be gone, only something to be undone. */
  const progress = (at: PatternState) =>
    mode === "absent" ? 0 : Math.max(0, 1 - pattern.remaining(at) / Math.max(1, farthest));
  const words = wordings[mode];

  return {
    begin: () => ({ at: pattern.start, length: 0, lost: null, end: "" }),
    advance({ at, length, lost, end }, { text }) {
      const next = pattern.step(at, text);
      const isLost = lost === null && !pattern.isAlive(next);
      return {
        at: next,
        length: length + [...text].length,
        lost: isLost ? length + charactersTo(pattern, at, text) : lost,
        end: (end + text).slice(-longestEnd),
      };
    },
    judge({ at, lost }) {
      if (pattern.isMatch(at)) return { value: 1, measure: null, explain: words.satisfied };
      if (lost !== null) return { value: 0, measure: null, explain: words.lost(lost) };
      const completion = pattern.completion(at);
      return { value: progress(at), measure: null, explain: words.open(quoted(completion)) };
    },
    bound: ({ lost }) => (lost === null ? 1 : 0),
    propose({ at, lost, end }, occasion) {
      if (lost !== null || pattern.isMatch(at)) return [];
      const texts = occasion === "ending" ? endings(pattern, at, end) : continuations(pattern, at, end);
      return texts.filter((text) => text !== "");
    },
  };
}

const wordings = {
  search: {
    satisfied: "found",
    open: (completion: string) => `not found; it would be with ${completion} appended`,
    lost: (character: number) => `not found, and from character ${character} on no continuation has a match`,
  },
  full: {
    satisfied: "the whole text matches",
    open: (completion: string) => `the whole text does not match; it would with ${completion} appended`,
    lost: (character: number) =>
      `the whole text does not match: no match begins like it, up to character ${character}`,
  },
  absent: {
    satisfied: "absent",
    open: (completion: string) => `found; it would not be with ${completion} appended`,
    lost: (character: number) => `found, up to character ${character}`,
  },
} as const;

/** How many characters of `text` it takes until nothing matches any more. */
function charactersTo(pattern: Pattern, from: PatternState, text: string): number {
  let at = from;
  let count = 0;
  for (const character of text) {
    if (!pattern.isAlive(at)) break;
    at = pattern.step(at, character);
    count++;
  }
  return count;
}

/** What a match that has begun goes on with; where none has, the words that every match begins with. */
function continuations(pattern: Pattern, at: PatternState, end: string): string[] {
  const begun = pattern.begun(at);
  if (begun !== "") return [begun];
  const opening = pattern.stem === null ? "" : asWord(end, pattern.stem);
  return pattern.isMatch(pattern.step(at, opening)) ? [opening] : [];
}

/** What completes the text, as a word of its own where it need not go on with what stands there. */
function endings(pattern: Pattern, at: PatternState, end: string): string[] {
  const completion = pattern.completion(at);
  if (completion === null) return [];
  const isFresh = pattern.remaining(at) >= pattern.remaining(pattern.start);
  const apart = asWord(end, completion);
  return isFresh && pattern.isMatch(pattern.step(at, apart)) ? [apart] : [completion];
}

function asWord(end: string, text: string): string {
  return /^[\p{L}\p{N}]/u.test(text) ? spaced(end, text) : text;
}

function quoted(completion: string | null): string {
  if (completion === null) return "something";
  return JSON.stringify(shortened(completion, mostQuoted));
}
