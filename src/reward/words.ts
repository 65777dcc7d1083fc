/**
 * What counts as a word.
 *
 * @module
 */

const wordCharacter = /[\p{L}\p{N}\p{M}_]/u;

/** Text in the form in which words are compared: composed, and without case. */
export function fold(text: string): string {
  return text.normalize("NFC").toLowerCase();
}

/**
 * How often `word` stands in `text` as a whole, both folded: with no letter, digit, mark or underscore that
 * would continue it directly before or after. Occurrences do not overlap.
 */
export function countWholeWord(text: string, word: string): number {
  let count = 0;
  let from = text.indexOf(word);
  while (from !== -1) {
    const end = from + word.length;
    const whole = !isInsideWord(text, from) && !isInsideWord(text, end);
    if (whole) count++;
    from = text.indexOf(word, whole ? end : from + 1);
  }
  return count;
}

/** Whether the boundary before UTF-16 index `index` has word characters on both of its sides. */
function isInsideWord(text: string, index: number): boolean {
  return wordCharacter.test(characterBefore(text, index)) && wordCharacter.test(characterAt(text, index));
}

function characterAt(text: string, index: number): string {
  const code = text.codePointAt(index);
  return code === undefined ? "" : String.fromCodePoint(code);
}

function characterBefore(text: string, index: number): string {
  const pair = text.slice(Math.max(0, index - 2), index);
  return pair.length === 2 && pair.codePointAt(0) !== pair.charCodeAt(0) ? pair : pair.slice(-1);
}
