/**
 * The last touch: an answer that was cut off in mid-sentence may be better without its last, unfinished one.
 *
 * @module
 */
import type { Node } from "../decode/token-tree.ts";
import { meanLogProbability, type ScoredAnswer } from "./answers.ts";
import type { FinishedPath } from "./finished-paths.ts";
import type { Search } from "./strategy.ts";

/** A sentence's end, closing quotes and brackets behind it, and nothing more. */
const sentenceEnd = /[.!?…。！？]["'”’»)\]*_]*\s*$/u;

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
  const trimmed = lastSentenceEnd(search, node);
  if (!trimmed || !answers.canAfford()) return;
  await decoder.pause();
  const variant = answers.consider(trimmed);
  if (isNoWorse(variant, answer)) answers.replace(answer, variant);
}

function lastSentenceEnd({ paths }: Pick<Search, "paths">, from: Node): Node | null {
  for (let node = from.parent; node && node.depth > 0; node = node.parent) {
    const { text, pending } = paths.reading(node);
    if (pending.length === 0 && sentenceEnd.test(text)) return node;
  }
  return null;
}

function isNoWorse(variant: ScoredAnswer, answer: ScoredAnswer): boolean {
  const falls = variant.scores.some(({ value }, index) => value < (answer.scores[index]?.value ?? 0));
  return !falls && meanLogProbability(variant) >= meanLogProbability(answer);
}
