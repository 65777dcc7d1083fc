/**
 * The last touch: an answer that was cut off in mid-sentence may be better without its last, unfinished one.
 *
 * @module
 */
import type { Node } from "../decode/token-tree.ts";
import { meanLogProbability, type ScoredAnswer } from "./answers.ts";
import type { FinishedPath } from "./finished-paths.ts";
import type { Search } from "./strategy.ts";

const sentences = new Intl.Segmenter("en", { granularity: "sentence" });
/** A sentence's end, closing quotes and brackets behind it, and nothing more. */
const sentenceEnd = /[.!?…。！？]["'”’»)\]*_]*\s*$/u;
/** "2." before an item of a list is no sentence. */
const listMarker = /^\s*\d+[.)]\s*$/u;

/**
 * Where the answer breaks off in mid-sentence, puts what it says up to its last complete one in its place, if no reward
 * falls by that and the text is no less likely a token. It takes no forward token, only the calls that score it.
 */
export async function trimUnfinished(
  search: Pick<Search, "paths" | "answers" | "decoder">,
  { node, answer }: FinishedPath,
): Promise<void> {
  const { paths, answers, decoder } = search;
  if (paths.ending(node) !== "length" || sentenceEnd.test(answer.text)) return;
  const trimmed = nodeThatSays(search, node, completeSentences(answer.text));
  if (!trimmed || !answers.canAfford()) return;
  await decoder.pause();
  const variant = answers.consider(trimmed);
  if (isNoWorse(variant, answer)) answers.replace(answer, variant);
}

/** The text as far as its sentences are complete. */
function completeSentences(text: string): string {
  const complete = [...sentences.segment(text)].findLast(
    ({ segment }) => sentenceEnd.test(segment) && !listMarker.test(segment),
  );
  return complete ? text.slice(0, complete.index + complete.segment.length).trimEnd() : "";
}

/** The first node on the path at which it says `text`; null where that ends within a token, or is nothing. */
function nodeThatSays({ paths }: Pick<Search, "paths">, end: Node, text: string): Node | null {
  let found: Node | null = null;
  for (let node = end.parent; node && node.depth > 0; node = node.parent) {
    const reading = paths.reading(node);
    if (reading.text.length < text.length) break;
    if (reading.text.trimEnd() === text && reading.pending.length === 0) found = node;
  }
  return found;
}

function isNoWorse(variant: ScoredAnswer, answer: ScoredAnswer): boolean {
  const falls = variant.scores.some(({ value }, index) => value < (answer.scores[index]?.value ?? 0));
  return !falls && meanLogProbability(variant) >= meanLogProbability(answer);
}
