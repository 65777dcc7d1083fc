/**
 * Beam search with the rewards in the score: what `beam` and `banked` share. They differ in which of the grown
 * paths they keep.
 *
 * @module
 */
import { z } from "zod";
import type { Node } from "../decode/token-tree.ts";
import type { StopReason } from "../spec/ending.ts";
import { isPerfect, type ScoredAnswer } from "./answers.ts";
import { nodesOf } from "./nodes-of.ts";
import type { Search } from "./strategy.ts";

/** Parameters of every beam search. */
export const beamShape = {
  width: z.int().min(1).max(16).default(4).meta({ description: "Paths that are followed side by side." }),
  k: z.int().min(1).max(50).default(4).meta({
    description: "Candidates of the model's own for the next token of each path; proposals come on top.",
  }),
  lambda: z.number().min(0).max(1000).default(4).meta({
    description:
      "What a reward that is newly satisfied weighs against log-probability at an answer's start, in nats; a part satisfied weighs its part. It rises with the answer's length.",
  }),
};

export type BeamParameters = z.infer<z.ZodObject<typeof beamShape>>;

export interface Beam {
  readonly node: Node;
  /** The group that it belongs to, counted from 0. */
  readonly group: number;
  /** What the rewards have gained on the way, and what other spellings are credited with, in nats. */
  readonly earned: number;
  /** What a proposal that is under way will have gained, in nats. */
  readonly promised: number;
}

export interface BeamSelection {
  /** Groups that each start from the same node. */
  groups: number;
  /**
   * Of the paths that have grown by a token, at most `width` to keep. They come with the highest score first,
   * and in one group no two say the same.
   */
  select(grown: readonly Beam[], width: number): Beam[];
}

/** The later, the dearer a reward that is still missing: by so much a token, up to so many tokens. */
const dearerPerToken = 0.15;
const dearestAfter = 20;
/** What is lost weighs more than what is gained: the model does not easily let go of a loop. */
const dearerLost = 2;

/** Searches and offers what has finished, or where nothing has, what led nowhere. */
export async function beamSearch(
  search: Search,
  parameters: BeamParameters,
  selection: BeamSelection,
): Promise<StopReason> {
  return offerAll(search, await followBeams(search, parameters, selection));
}

/**
 * Offers the ends of the paths that were found, those beyond what is wanted as far as judging them can be paid for, and
 * says why the search is over.
 */
export async function offerAll(search: Search, found: readonly Node[]): Promise<StopReason> {
  const { answers, decoder, wanted } = search;
  const offered: ScoredAnswer[] = [];
  await answers.expect(found);
  for (const node of found) {
    if (offered.length >= wanted && !answers.canAfford()) break;
    await decoder.pause();
    offered.push(await answers.offer(node));
  }
  const isSatisfied = offered.some((answer) => answer.finish !== null && isPerfect(answer));
  return search.hasRewards && isSatisfied ? "satisfied" : "complete";
}

/** The ends of the best paths that have finished, or where none has, of those that led nowhere; best first. */
async function followBeams(
  search: Search,
  parameters: BeamParameters,
  { groups, select }: BeamSelection,
): Promise<Node[]> {
  const { width, k } = parameters;
  const { root, tree, paths, guide, answers } = search;
  let live = startAt(root, groups);
  let finished: Beam[] = [];
  /** Paths that led nowhere: without better ones the best of them is the answer. */
  const stranded: Beam[] = [];
  let returns = 0;
  while (live.length > 0 && finished.length < width) {
    answers.workingOn(nodesOf(distinct(search, [...finished, ...live, ...stranded])));
    search.settleOn(finished.length > 0 || !guide.mayStrand ? nodesOf([...finished, ...live]) : [root]);
    await guide.expand(nodesOf(live), k);
    const grown = live.flatMap((path) => grow(search, path, parameters.lambda)).toSorted(byScore);
    const kept = select(dropRepeats(search, grown, saidSoFar(search)), width);
    if (kept.length === 0) {
      // Every way on would break a hard reward.
      stranded.push(...live);
      const earlier = finished.length === 0 ? stepBack(search, live, returns++) : null;
      if (!earlier) break;
      live = startAt(earlier, groups);
      continue;
    }
    for (const { node } of kept) guide.learn(node);
    const ended = kept.filter(({ node }) => paths.ending(node));
    finished = dropRepeats(search, [...finished, ...ended].toSorted(byScore), saidBy(search));
    live = kept.filter(({ node }) => !paths.ending(node));
    tree.keepPathsTo(nodesOf([...finished, ...live]), root, "outscored");
    if (finished.length >= search.wanted)
      live = live.filter((path) => mayWin(search, path, finished, parameters));
  }
  const found = nodesOf(finished.length > 0 ? finished : distinct(search, stranded));
  answers.workingOn(found);
  return found;
}

/** A path from which nothing has been gained yet. */
export function beginAt(node: Node, group = 0): Beam {
  return { node, group, earned: 0, promised: 0 };
}

/**
 * The path by the best of its candidates; null where nothing may follow.
 *
 * @param hint - what speaks for a path beside its score, in nats
 */
export async function bestStep(
  search: Search,
  path: Beam,
  lambda: number,
  hint: (node: Node) => number | Promise<number>,
): Promise<Beam | null> {
  let best: { beam: Beam; worth: number } | null = null;
  for (const beam of grow(search, path, lambda)) {
    const worth = scoreOf(beam) + (await hint(beam.node));
    if (!best || worth > best.worth) best = { beam, worth };
  }
  return best?.beam ?? null;
}

/** What the path is ranked by, in nats. */
export function scoreOf({ node, earned, promised }: Beam): number {
  return node.logProbability + earned + promised;
}

function startAt(node: Node, groups: number): Beam[] {
  return Array.from({ length: groups }, (_, group) => beginAt(node, group));
}

/** Of paths with the same text, in whatever tokens, only the first. */
export function distinct(search: Search, beams: readonly Beam[]): Beam[] {
  return firstOfEach(beams, saidBy(search));
}

/** What a path says as an answer. */
function saidBy({ paths }: Search): (beam: Beam) => string {
  return ({ node }) => paths.cut(paths.reading(node).text);
}

/** What a path says and may still become, in its group. */
export function saidSoFar({ paths }: Search): (beam: Beam) => string {
  return ({ node, group }) => {
    const { text, pending } = paths.reading(node);
    return `${group} ${paths.ending(node)} ${pending} ${text}`;
  };
}

/** The first of each by `keyOf`; the tree lets go of the others. */
function dropRepeats({ tree }: Search, beams: readonly Beam[], keyOf: (beam: Beam) => string): Beam[] {
  const first = firstOfEach(beams, keyOf);
  // Several groups may follow the same path.
  const kept = new Set(nodesOf(first));
  for (const { node } of beams) if (!kept.has(node)) tree.drop(node, "duplicate");
  return first;
}

function firstOfEach(beams: readonly Beam[], keyOf: (beam: Beam) => string): Beam[] {
  const first = new Map<string, Beam>();
  for (const beam of beams) {
    const key = keyOf(beam);
    if (!first.has(key)) first.set(key, beam);
  }
  return [...first.values()];
}

/** Times that a search which has led nowhere is taken up again, each time twice as many words earlier. */
const mostReturns = 6;

/** An earlier point of the first path, at the end of a word, from which what is missing comes first. */
export function stepBack(
  { root, tree, guide, paths }: Search,
  [first]: readonly Beam[],
  returns: number,
): Node | null {
  if (returns >= mostReturns) return null;
  let node = first?.node;
  for (let words = 2 ** (returns + 1); node?.parent && node.depth > 0; node = node.parent) {
    if (/^\s/u.test(paths.reading(node).gained)) words--;
    if (words === 0 || node.depth === 1) {
      // What grew from there was chosen without haste.
      tree.keepPathsTo([node.parent], root, "dead_end");
      guide.hasten(node.parent);
      return node.parent;
    }
  }
  return null;
}

/** What a reward that is gained with the answer's token number `depth` weighs, in nats. */
function priceAt(depth: number, lambda: number): number {
  return lambda * (1 + dearerPerToken * Math.min(dearestAfter, depth));
}

/** The path with each of its candidates, and what that gains. */
export function grow({ guide }: Search, { node, group, earned }: Beam, lambda: number): Beam[] {
  const before = guide.value(node);
  return guide.successors(node).map((candidate) => {
    const child = guide.child(node, candidate);
    const price = priceAt(child.depth, lambda);
    const gain = guide.value(child) - before;
    return {
      node: child,
      group,
      earned: earned + price * (gain < 0 ? dearerLost * gain : gain) + candidate.credit,
      promised: price * candidate.promise,
    };
  });
}

/** Whether any continuation of the path may still stand above the best that has finished. */
function mayWin(
  { guide }: Search,
  path: Beam,
  finished: readonly Beam[],
  { lambda }: BeamParameters,
): boolean {
  const price = priceAt(dearestAfter, lambda);
  const most = scoreOf(path) + price * (guide.bound(path.node) - guide.value(path.node));
  return finished.every((other) => most > scoreOf(other));
}

/** The highest first. */
export function byScore(a: Beam, b: Beam): number {
  return scoreOf(b) - scoreOf(a);
}
