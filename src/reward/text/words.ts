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

/** Whether the boundary before UTF-16 index `index` has letters, digits, marks or underscores on both of its sides. */
export function isInsideWord(text: string, index: number): boolean {
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
  return text.replace(/[\p{L}\p{N}\p{M}_]+$/u, "");
}
