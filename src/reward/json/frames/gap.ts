/**
 * White space between the parts of a JSON text: enough to indent by, too little to go on for ever.
 *
 * @module
 */

/** `compact`: none but what may stand around the whole; `any`: where JSON allows it. */
export type WhiteSpace = "compact" | "any";

/**
 * What stands since the last part: 0 nothing, 1 a blank; from 2 on a line break and `gap - 2` blanks. `carriage`
 * is a line break that may turn out to be one of two characters.
 */
export type Gap = number;
export const noGap: Gap = 0;

/** Whether there is a line break in it. */
export function isBroken(gap: Gap): boolean {
  return gap === carriage || gap >= lineBreak;
}

const blank = 1;
const lineBreak = 2;
const carriage = -1;

/** Blanks behind a line break: two for each level that values may be nested. */
const mostBlanks = 64;

/** The gap after one more character; null where it is no white space, or too much of it. */
export function widened(gap: Gap, character: string): Gap | null {
  switch (character) {
    case "\r":
      return gap === noGap || gap === blank ? carriage : null;
    case "\n":
      return gap < lineBreak ? lineBreak : null;
    case " ":
    case "\t":
      if (gap === noGap) return blank;
      if (gap === carriage) return lineBreak + 1;
      return gap >= lineBreak && gap < lineBreak + mostBlanks ? gap + 1 : null;
    default:
      return null;
  }
}
