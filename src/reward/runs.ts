/**
 * Runs: the same characters again and again, with or without spaces between them.
 *
 * @module
 */

/** Longest unit of a run, in UTF-16 code units. */
const longestUnit = 30;

export interface Runs {
  /** The end of the text, as far as a run may lie in it that goes on. */
  readonly tail: string;
  /** The unit that has been repeated too often; null where there is none. */
  readonly looping: string | null;
}

export const noRuns: Runs = { tail: "", looping: null };

/**
 * The runs once `text` has been appended. A run is a unit `most` times or more in a row; one of digits, rules and
 * white space alone is none.
 */
export function withRuns({ tail, looping }: Runs, text: string, most: number): Runs {
  if (looping !== null) return { tail: "", looping };
  const end = tail + text;
  for (const { groups } of end.matchAll(runPattern(most))) {
    const unit = groups?.unit ?? "";
    if (/[\p{L}\p{Extended_Pictographic}]/u.test(unit.replaceAll(/\d/gu, "")))
      return { tail: "", looping: unit };
  }
  return { tail: end.slice(-longestUnit * most), looping: null };
}

const patterns = new Map<number, RegExp>();

/** A back-reference costs time, but a unit is short. */
function runPattern(most: number): RegExp {
  const pattern =
    patterns.get(most) ?? new RegExp(`(?<unit>.{1,${longestUnit}}?)\\k<unit>{${most - 1},}`, "gsu");
  patterns.set(most, pattern);
  return pattern;
}
