/**
 * Counting runs of tokens or of characters, and how many of them two texts share.
 *
 * @module
 */

export type Counts = ReadonlyMap<string, number>;

/** White space as Python's `str.split` knows it, which is not JavaScript's `\s`: the scores are defined by it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: to Python the separators U+001C to U+001F are space.
const whiteSpace = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/u;

/** The parts of `text` between white space, none of them empty. */
export function splitAtSpace(text: string): string[] {
  return text.split(whiteSpace).filter((part) => part !== "");
}

/** `text` without the white space at its end. */
export function withoutTrailingSpace(text: string): string {
  let end = text.length;
  while (end > 0 && whiteSpace.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** How often each run of `size` of `tokens` occurs; tokens hold no spaces. */
export function tokenRuns(tokens: readonly string[], size: number): Counts {
  return counted(runCount(tokens.length, size), (at) => tokens.slice(at, at + size).join(" "));
}

/** How often each run of `size` code points of `text` occurs. @param starts - from `codePointStarts` */
export function characterRuns(text: string, starts: readonly number[], size: number): Counts {
  return counted(runCount(starts.length - 1, size), (at) => text.slice(starts[at], starts[at + size]));
}

/** Where each code point of `text` starts, in UTF-16 code units, and after them all where the text ends. */
export function codePointStarts(text: string): number[] {
  const starts = [0];
  for (const character of text) starts.push((starts.at(-1) ?? 0) + character.length);
  return starts;
}

/** Runs in both, each as often as where it is rarer. */
export function shared(some: Counts, others: Counts): number {
  let sum = 0;
  for (const [run, count] of some) sum += Math.min(count, others.get(run) ?? 0);
  return sum;
}

/** How many runs of `size` there are among so many. */
export function runCount(length: number, size: number): number {
  return Math.max(0, length - size + 1);
}

function counted(length: number, keyAt: (at: number) => string): Counts {
  const counts = new Map<string, number>();
  for (let at = 0; at < length; at++) {
    const key = keyAt(at);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
