/**
 * What counts as a word.
 *
 * @module
 */

const wordCharacter = /[\p{L}\p{N}\p{M}_]/u;

/** Text in the form in which words are compared: composed, without case, with one kind of apostrophe and of space. */
export function fold(text: string): string {
  return text.normalize("NFC").toLowerCase().replaceAll("’", "'").replaceAll(/\s+/gu, " ");
}

/**
 * How often any of `words` stands in `text` as a whole, all folded: with no letter, digit, mark or
 * underscore that would continue it directly before or after. Occurrences do not overlap; where they
 * could, the earlier and then the longer one counts.
 */
export function countWholeWords(text: string, words: readonly string[]): number {
  const places = words.flatMap((word) => placesOf(text, word));
  places.sort((a, b) => a.start - b.start || b.end - a.end);
  let count = 0;
  let from = 0;
  for (const { start, end } of places) {
    if (start < from) continue;
    count++;
    from = end;
  }
  return count;
}

function placesOf(text: string, word: string): { start: number; end: number }[] {
  const places = [];
  for (let start = text.indexOf(word); start !== -1; start = text.indexOf(word, start + 1)) {
    const end = start + word.length;
    if (!isInsideWord(text, start) && !isInsideWord(text, end)) places.push({ start, end });
  }
  return places;
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
