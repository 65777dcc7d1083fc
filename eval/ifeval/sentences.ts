/**
 * How many sentences a text has, about as the public scorer counts them: with NLTK's English Punkt.
 *
 * Punkt is a trained model; this keeps to its rules and replaces what it has learned by short lists:
 * - sentences end at `.`, `?` and `!` before white space or a bracket, quote or the like, and nowhere else:
 *   not at the end of a line;
 * - after an abbreviation, an initial or an ellipsis one ends only where a word follows that often begins
 *   sentences (after an ellipsis: any word in upper case);
 * - `1.` is a sentence unless a small letter follows.
 *
 * @module
 */

/** Of the abbreviations that Punkt has learned, those that are common outside of newspapers. */
const abbreviations = new Set(
  "mr mrs ms dr prof st sr jr gen sen rep gov lt col sgt inc corp co ltd vs jan feb aug sept oct nov dec u.s u.k u.n d.c a.m p.m ph.d".split(
    " ",
  ),
);

/** Of the words that Punkt has learned to begin sentences, likewise. */
const starters = new Set(
  "the a an this that these those it he she we they you there in on at as if when while however but and so for".split(
    " ",
  ),
);

/** Characters that are tokens of their own wherever they stand; an end that one of them follows is an end. */
const lone = ")\";}\\]*:@'({\\[‘’“”«»?!";
const candidates = new RegExp(`[.?!](?=[${lone}]|$)`, "gu");
const lastWord = new RegExp(`[^${lone}]*$`, "u");
/** What still belongs to the sentence that has ended. */
const closing = /^["')\]}‘’“”«»]*$/u;

/** The number of sentences of `text`; the rest behind the last end counts as one. */
export function countSentences(text: string): number {
  const chunks = text.split(/\s+/).filter((chunk) => chunk !== "");
  let ends = 0;
  let open = false;
  for (const [index, chunk] of chunks.entries()) {
    const rest = restBehindEnd(chunk, chunks[index + 1] ?? "");
    if (rest !== null) ends++;
    open = rest === null || !closing.test(rest);
  }
  return ends + (open ? 1 : 0);
}

/** What stands behind the end of a sentence in `chunk`; null where none ends there. */
function restBehindEnd(chunk: string, next: string): string | null {
  const end = [...chunk.matchAll(candidates)].at(-1);
  if (!end) return null;
  const head = chunk.slice(0, end.index + 1);
  const rest = chunk.slice(end.index + 1);
  return isEnd(head, rest === "" ? next : rest) ? rest : null;
}

/** Whether a sentence ends with `head`, which ends with `.`, `?` or `!`, where `follower` comes next. */
function isEnd(head: string, follower: string): boolean {
  if (/[?!]/.test(head)) return true;
  const capital = /^\p{Lu}/u.test(follower);
  if (head.endsWith("..")) return capital;
  const word = (lastWord.exec(head.slice(0, -1))?.[0] ?? "").toLowerCase();
  if (/^[\d.,-]*\d$/.test(word)) return !/^\p{Ll}/u.test(follower);
  if (/^\p{L}$/u.test(word)) return false;
  if (!abbreviations.has(word)) return true;
  return capital && starters.has(follower.toLowerCase().replace(/[^\p{L}]/gu, ""));
}
