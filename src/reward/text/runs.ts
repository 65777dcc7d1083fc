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

/** The runs once `text` has been appended. A run is a unit `most` times or more in a row. */
export function withRuns({ tail, looping }: Runs, text: string, most: number): Runs {
  if (looping !== null) return { tail: "", looping };
  const end = tail + text;
  for (const { 0: run, groups } of end.matchAll(runPattern(most))) {
    const unit = groups?.unit ?? "";
    if (isLoop(unit, run)) return { tail: "", looping: unit };
  }
  return { tail: end.slice(-longestUnit * most), looping: null };
}

/** Longest run of digits that may be a number. */
const longestNumber = 15;

/** A rule of one sign on one line is no loop, nor is indentation. */
function isLoop(unit: string, run: string): boolean {
  if (/[\p{L}\p{Extended_Pictographic}\n]/u.test(unit)) return true;
  if (/\d/u.test(unit)) return run.length > longestNumber;
  return new Set(unit.replaceAll(/\s/gu, "")).size > 1;
}

const patterns = new Map<number, RegExp>();

/** A back-reference costs time, but a unit is short. */
function runPattern(most: number): RegExp {
  const pattern =
    patterns.get(most) ?? new RegExp(`(?<unit>.{1,${longestUnit}}?)\\k<unit>{${most - 1},}`, "gsu");
  patterns.set(most, pattern);
  return pattern;
}
