/**
 * The last touch: an answer that was cut off in mid-sentence may be better without its last, unfinished one, or with
 * an end to it.
 *
 * @module
 */
import { SearchStopped } from "../decode/search-stopped.ts";
import type { Node } from "../decode/token-tree.ts";
import { meanLogProbability, type ScoredAnswer } from "./answers.ts";
import type { Candidate } from "./candidate.ts";
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
/** Candidates for what follows them, the end hopefully among them. */
const k = 4;

/**
 * Where the limit on its tokens cuts the answer off in mid-sentence, puts the same answer up to its last complete
 * sentence in its place, or one that ends its last sentence sooner, if no reward falls by that and the text is no less
 * likely a token.
 */
export async function finalize(search: Search, best: FinishedPath): Promise<void> {
  if (search.paths.ending(best.node) !== "length" || sentenceEnd.test(best.answer.text)) return;
  try {
    const isTrimmed = await trimUnfinished(search, best);
    if (!isTrimmed) await endSooner(search, best);
  } catch (error) {
    // The search has come to its own end: that there is nothing left for this does not make it exhausted.
    if (!(error instanceof SearchStopped) || error.obstacle === "cancelled") throw error;
  }
}

/** Leaves out what has been begun. It takes no forward token, only the calls that score it. */
export async function trimUnfinished(
  search: Pick<Search, "paths" | "answers" | "decoder">,
  { node, answer }: FinishedPath,
): Promise<boolean> {
  const trimmed = nodeThatSays(search, node, completeSentences(answer.text));
  return trimmed !== null && (await replacedBy(search, answer, trimmed));
}

interface Stop {
  readonly parent: Node;
  readonly candidate: Candidate;
}

/** Ends the sentence where the model could have: a row for each place that is tried, all in one step. */
async function endSooner(search: Search, { node, answer }: FinishedPath): Promise<void> {
  const { guide, paths, forwardTokensLeft, stepsLeft } = search;
  if (forwardTokensLeft() < mostTried || stepsLeft() < 1) return;
  const stops = placesToStop(search, { node, answer })
    .toSorted((a, b) => likelihood(b) - likelihood(a))
    .slice(0, mostTried)
    .map(({ parent, candidate }) => guide.child(parent, candidate));
  await guide.expand(stops, k);
  for (const stop of stops) {
    const end = guide.successors(stop).find(({ token }) => paths.isEnd(token));
    if (end && (await replacedBy(search, answer, guide.child(stop, end)))) return;
  }
}

/** What would end the last sentence, among the candidates along the path. */
function placesToStop({ guide, paths, maxTokens }: Search, { node: end, answer }: FinishedPath): Stop[] {
  const complete = completeSentences(answer.text).length;
  const stops: Stop[] = [];
  for (let node = end.parent; node && node.depth > end.depth - lookedBack; node = node.parent) {
    if (node.depth === 0 || paths.reading(node).text.length <= complete) break;
    if (node.depth + 1 >= maxTokens) continue;
    const parent = node;
    for (const candidate of guide.successors(parent)) {
      if (isComplete(paths.readOn(parent, candidate.token).text)) stops.push({ parent, candidate });
    }
  }
  return stops;
}

/** A token, in nats. */
function likelihood({ parent, candidate }: Stop): number {
  return (parent.logProbability + candidate.logProbability) / (parent.depth + 1);
}

/** Puts what the path to `node` says in the answer's place, unless it is worse. */
async function replacedBy(
  { answers, decoder }: Pick<Search, "answers" | "decoder">,
  answer: ScoredAnswer,
  node: Node,
): Promise<boolean> {
  if (!answers.canAfford()) return false;
  await decoder.pause();
  const variant = await answers.consider(node);
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
