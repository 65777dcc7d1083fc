/**
 * Runs: the same characters again and again, with or without spaces between them.
 *
 * @module
 */

/** Longest unit of a run, in UTF-16 code units. */
const longestUnit = 30;
const lengths = Array.from({ length: longestUnit }, (_, index) => index + 1);
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
  const alike = lengths.map((length) => alikeBefore(tail, length));
  for (let end = tail.length + 1; end <= grown.length; end++) {
    for (const [index, length] of lengths.entries()) {
      const isAlike = end > length && grown[end - 1] === grown[end - 1 - length];
      alike[index] = isAlike ? (alike[index] ?? 0) + 1 : 0;
    }
    const unit = loopBefore(grown, end, most, alike);
    if (unit !== null) return { tail: "", looping: unit };
  }
  return { tail: grown.slice(-longestUnit * most), looping: null };
}

/** How many code units at the end of `text` are the same as those `length` before them. */
function alikeBefore(text: string, length: number): number {
  let first = text.length;
  while (first > length && text[first - 1] === text[first - 1 - length]) first--;
  return text.length - first;
}

/**
 * The unit of the loop that ends at `end`, or null.
 *
 * @param alike - for each length of a unit, how many code units before `end` are the same as those so much before them
 */
function loopBefore(text: string, end: number, most: number, alike: readonly number[]): string | null {
  for (const [index, length] of lengths.entries()) {
    const run = (alike[index] ?? 0) + length;
    // A run of one sign is a run of two of it, and of three.
    if (run < length * most || (length > 1 && (alike[0] ?? 0) >= length)) continue;
    const unit = text.slice(end - length, end);
    if (isLoop(unit, run)) return unit;
  }
  return null;
}

/** A rule of one sign on one line is no loop, nor is indentation. */
function isLoop(unit: string, run: number): boolean {
  if (/[\p{L}\p{Extended_Pictographic}\n]/u.test(unit)) return true;
  if (/\d/u.test(unit)) return run > longestNumber;
  return new Set(unit.replaceAll(/\s/gu, "")).size > 1;
}
