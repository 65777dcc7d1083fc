/**
 * What the rewards say of a path before it is finished.
 *
 * @module
 */
import type { Answers, Place, PlaceReader } from "./answers.ts";

/** What scoring takes of a search, over tokens or over texts. */
export interface Scoring<At extends Place> {
  readonly answers: Pick<Answers<At>, "judge" | "weighed">;
  readonly decoder: { pause(): Promise<void> };
  readonly paths: Pick<PlaceReader<At>, "ending">;
  readonly guide: { progress(place: At): number };
  readonly guidedShare: number;
}

/**
 * The score of the text so far, in [0, 1]: what it has reached by the rewards that speak about unfinished texts,
 * for nothing, and by their share of the weight; for the rest its combined score as if it ended here, which takes
 * reward calls. Scores compare as long as nothing is computed in between.
 */
export async function partialScore<At extends Place>(search: Scoring<At>, node: At): Promise<number> {
  const { answers, decoder, paths, guidedShare } = search;
  await decoder.pause();
  const free = freeScore(search, node);
  if (guidedShare < 1) {
    return free + (1 - guidedShare) * (await answers.judge(node, paths.ending(node) !== null));
  }
  answers.weighed();
  return free;
}

/** The part of the score that takes no reward calls. */
function freeScore<At extends Place>({ guide, guidedShare }: Scoring<At>, node: At): number {
  return guidedShare === 0 ? 0 : guidedShare * guide.progress(node);
}

/**
 * Of `nodes` the one that is worth most, the first of several; undefined where there are none. Reward calls are
 * made only where there is a choice, and for those that can still be it.
 *
 * @param worth - of a node with a score, in any unit; rises with the score
 */
export async function worthiest<At extends Place>(
  search: Scoring<At>,
  nodes: readonly At[],
  worth: (node: At, score: number) => number,
): Promise<At | undefined> {
  if (nodes.length <= 1) return nodes[0];
  const mostPromisingFirst = nodes
    .map((node) => ({ node, most: worth(node, freeScore(search, node) + 1 - search.guidedShare) }))
    .toSorted((a, b) => b.most - a.most);
  let best: { node: At; worth: number } | undefined;
  for (const { node, most } of mostPromisingFirst) {
    if (best && most <= best.worth) break;
    const candidate = { node, worth: worth(node, await partialScore(search, node)) };
    if (!best || candidate.worth > best.worth) best = candidate;
  }
  return best?.node;
}
