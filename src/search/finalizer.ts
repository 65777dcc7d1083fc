/**
 * The last touch: an answer that was cut off in mid-sentence may be better without its last, unfinished one, or with
 * an end to it.
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

/** Most ends of a sentence that are tried, among the last so many tokens. */
const mostTried = 4;
const lookedBack = 24;
/** Candidates for what follows them: the end is always among those, where the answer may end. */
const k = 1;

/**
 * Where the limit on its tokens cuts the answer off in mid-sentence, puts the same answer up to its last complete
 * sentence in its place, or one that ends its last sentence sooner, if no reward falls by that and the text is no less
 * likely a token.
 */
export async function finalize(search: Search, best: FinishedPath): Promise<void> {
  if (search.paths.ending(best.node) !== "length" || sentenceEnd.test(best.answer.text)) return;
  const isTrimmed = await trimUnfinished(search, best);
  if (!isTrimmed) await endSooner(search, best);
}

/** Leaves out what has been begun. It takes no forward token, only the calls that score it. */
export async function trimUnfinished(
  search: Pick<Search, "paths" | "answers" | "decoder">,
  { node, answer }: FinishedPath,
): Promise<boolean> {
  const trimmed = nodeThatSays(search, node, completeSentences(answer.text));
  return trimmed !== null && (await replacedBy(search, answer, trimmed));
}

/** Ends the sentence where the model could have: a row for each place that is tried, all in one step. */
async function endSooner(search: Search, { node, answer }: FinishedPath): Promise<void> {
  const { guide, paths, forwardTokensLeft, stepsLeft } = search;
  if (forwardTokensLeft() < mostTried || stepsLeft() < 1) return;
  const stops = placesToStop(search, node)
    .toSorted((a, b) => b.logProbability / b.depth - a.logProbability / a.depth)
    .slice(0, mostTried);
  await guide.expand(stops, k);
  for (const stop of stops) {
    const end = guide.successors(stop).find(({ token }) => paths.isEnd(token));
    if (end && (await replacedBy(search, answer, guide.child(stop, end)))) return;
  }
}

/** What would end the sentence, among the candidates along the path. */
function placesToStop({ guide, paths, maxTokens }: Search, end: Node): Node[] {
  const stops: Node[] = [];
  for (
    let node = end.parent;
    node && node.depth > end.depth - lookedBack && node.depth > 0;
    node = node.parent
  ) {
    if (node.depth + 1 >= maxTokens) continue;
    const at = node;
    const stopping = guide.successors(at).filter(({ token }) => isComplete(paths.readOn(at, token).text));
    stops.push(...stopping.map((candidate) => guide.child(at, candidate)));
  }
  return stops;
}

/** Puts what the path to `node` says in the answer's place, unless it is worse. */
async function replacedBy(
  { answers, decoder }: Pick<Search, "answers" | "decoder">,
  answer: ScoredAnswer,
  node: Node,
): Promise<boolean> {
  if (!answers.canAfford()) return false;
  await decoder.pause();
  const variant = answers.consider(node);
  const isBetter = isNoWorse(variant, answer);
  if (isBetter) answers.replace(answer, variant);
  return isBetter;
}

function isComplete(text: string): boolean {
  return sentenceEnd.test(text) && completeSentences(text) === text.trimEnd();
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
