/**
 * White space between the parts of a JSON text: enough to lay it out, too little to go on for ever. Where no
 * writer of JSON breaks a line, none may be broken: a model that may would rather do so than go on.
 *
 * @module
 */

/** `compact`: none but what may stand around the whole; `any`: where writers of JSON put some. */
export type WhiteSpace = "compact" | "any";

/**
 * What stands since the last part: 0 nothing, 1 a blank; from 2 on a line break and `gap - 2` blanks. `carriage`
 * is a line break that may turn out to be one of two characters.
 */
export type Gap = number;
export const noGap: Gap = 0;
const blank = 1;
const lineBreak = 2;
const carriage = -1;

/** Most blanks behind a line break for each level that it lies deep. */
const mostBlanksPerLevel = 8;

/** What may stand at a place: nothing, one blank, or that or a line break with blanks behind it. */
export type Allowance = "none" | "blank" | "lines";

/** The gap after one more character; null where it is no white space, or too much of it. */
export function widened(gap: Gap, character: string, allowed: Allowance, depth = 0): Gap | null {
  if (allowed === "none") return null;
  switch (character) {
    case "\r":
      return allowed === "lines" && (gap === noGap || gap === blank) ? carriage : null;
    case "\n":
      return allowed === "lines" && gap < lineBreak ? lineBreak : null;
    case " ":
    case "\t": {
      if (gap === noGap) return blank;
      const blanks = gap === carriage ? 0 : gap - lineBreak;
      return gap !== blank && blanks < depth * mostBlanksPerLevel ? lineBreak + blanks + 1 : null;
    }
    default:
      return null;
  }
}
