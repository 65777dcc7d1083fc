/**
 * What counts as a word.
 *
 * @module
 */

/** Whether there is a letter or digit. */
export function hasWordCharacter(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

const wordCharacter = /[\p{L}\p{N}\p{M}_]/u;

/**
 * Text in the form in which words are compared: composed, and as `foldSpelling` has it. What has been folded
 * may grow: `fold(fold(a) + b)` is `fold(a + b)`.
 */
export function fold(text: string): string {
  return foldSpelling(text.normalize("NFC"));
}

/** Text without case, with one kind of apostrophe and of space; letters stay composed as they are. */
export function foldSpelling(text: string): string {
  return foldCase(text).replaceAll("’", "'").replaceAll(/\s+/gu, " ");
}

/** Text without case. The Greek s has a second small form at the end of words, which would change as the text grows. */
export function foldCase(text: string): string {
  return text.toLowerCase().replaceAll("ς", "σ");
}

/** Of scripts that write words without spaces between them. */
export const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/** Whether words that hold the text hold it in this spelling, as `fold` compares: in no other case, with no other apostrophe. */
export function isSpeltOneWay(text: string, fold: (text: string) => string): boolean {
  return [text.toLowerCase(), text.toUpperCase(), text.replaceAll("’", "'"), text.replaceAll("'", "’")].every(
    (spelling) => fold(spelling) === fold(text),
  );
}

/**
 * Whether the boundary before UTF-16 index `index` has letters, digits, marks or underscores on both of its sides, none
 * of a script that does not show where its words end: there every boundary may be one between words.
 */
export function isInsideWord(text: string, index: number): boolean {
  const sides = [characterBefore(text, index), characterAt(text, index)];
  return sides.every((side) => wordCharacter.test(side) && !unspaced.test(side));
}

export function characterAt(text: string, index: number): string {
  const code = text.codePointAt(index);
  return code === undefined ? "" : String.fromCodePoint(code);
}

function characterBefore(text: string, index: number): string {
  const pair = text.slice(Math.max(0, index - 2), index);
  return pair.length === 2 && pair.codePointAt(0) !== pair.charCodeAt(0) ? pair : pair.slice(-1);
}

/** What stands as whole words wherever `text` stands as it is: not its first and last word, which may be parts of longer ones. */
export function wholeWordsIn(text: string): string {
  return withoutLastWord(withoutFirstWord(text)).trim();
}

/** `text` without the word that it begins with. */
export function withoutFirstWord(text: string): string {
  return text.replace(/^[\p{L}\p{N}\p{M}_]+/u, "");
}

/** `text` without the word that it ends with. */
export function withoutLastWord(text: string): string {
  return text.slice(0, text.length - endOf(text, wordCharacter).length);
}

/** The longest end of the text of whose characters each is one of `kind`; a regular expression would look for it from every place. */
export function endOf(text: string, kind: RegExp): string {
  let start = text.length;
  for (;;) {
    const character = characterBefore(text, start);
    if (character === "" || !kind.test(character)) return text.slice(start);
    start -= character.length;
  }
}
