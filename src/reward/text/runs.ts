/**
 * Runs: the same characters again and again, with or without spaces between them.
 *
 * @module
 */

/** Longest unit of a run, in UTF-16 code units. */
const longestUnit = 30;
/** Longest run of digits that may be a number. */
const longestNumber = 15;

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
  const grown = tail + text;
  for (let end = tail.length + 1; end <= grown.length; end++) {
    const unit = loopBefore(grown, end, most);
    if (unit !== null) return { tail: "", looping: unit };
  }
  return { tail: grown.slice(-longestUnit * most), looping: null };
}

/** The unit of the loop that ends at `end`, or null. */
function loopBefore(text: string, end: number, most: number): string | null {
  for (let length = 1; length <= longestUnit && length * most <= end; length++) {
    let start = end - length;
    while (start > 0 && text[start - 1] === text[start - 1 + length]) start--;
    const unit = text.slice(end - length, end);
    const run = end - start;
    if (run >= length * most && isLoop(unit, run)) return unit;
  }
  return null;
}

/** A rule of one sign on one line is no loop, nor is indentation. */
function isLoop(unit: string, run: number): boolean {
  if (/[\p{L}\p{Extended_Pictographic}\n]/u.test(unit)) return true;
  if (/\d/u.test(unit)) return run > longestNumber;
  return new Set(unit.replaceAll(/\s/gu, "")).size > 1;
}
