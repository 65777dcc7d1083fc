/**
 * Whether a text begins with a word.
 *
 * @module
 */

/** `open`: it may still come to begin with the word. */
export type FirstWord = "right" | "wrong" | "open";

/**
 * As IFEval compares: leading quotes are passed over, case does not matter, and behind the word stands white
 * space, one of . , ? ! ' " or nothing.
 *
 * @param isClosed - whether nothing more can come
 */
export function firstWordIs(word: string, text: string, isClosed: boolean): FirstWord {
  const [found = ""] = /^\S+/u.exec(text.trimStart()) ?? [];
  const isComplete = isClosed || text.trimStart() !== found;
  const begun = lowered(found.replace(/^'*"*/u, ""));
  const wanted = lowered(word);
  if (begun.startsWith(wanted)) return /^([.,?!'"]|$)/u.test(begun.slice(wanted.length)) ? "right" : "wrong";
  return !isComplete && wanted.startsWith(begun) ? "open" : "wrong";
}

/** What is missing of `word`, of which `text` has the beginning, in the case that it was begun in. */
export function restOfWord(word: string, text: string): string {
  const begun = text.trimStart().replace(/^'*"*/u, "");
  const rest = word.slice(begun.length);
  const isShouted = begun.length > 1 && begun === begun.toUpperCase() && begun !== begun.toLowerCase();
  return isShouted ? rest.toUpperCase() : rest;
}

/** Letter by letter: as a whole, the last letter of a Greek word is lowered in its own way. */
function lowered(text: string): string {
  return Array.from(text, (letter) => letter.toLowerCase()).join("");
}
