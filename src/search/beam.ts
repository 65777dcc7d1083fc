/**
 * `beam`: beam search with the rewards in the score.
 *
 * @module
 */
import { z } from "zod";
import type { Node } from "../decode/token-tree.ts";
import { defineStrategy, type Search } from "./strategy.ts";

const parameters = z.strictObject({
  strategy: z.literal("beam"),
  width: z.int().min(1).max(16).default(4).meta({ description: "Paths that are followed side by side." }),
  k: z.int().min(1).max(50).default(4).meta({
    description: "Candidates of the model's own for the next token of each path; proposals come on top.",
  }),
  lambda: z.number().min(0).max(1000).default(4).meta({
    description:
      "What a reward that is newly satisfied weighs against log-probability at an answer's start, in nats; a part satisfied weighs its part. It rises with the answer's length.",
  }),
});

type Parameters = z.infer<typeof parameters>;

interface Beam {
  readonly node: Node;
  /** What the rewards have gained on the way, and what other spellings are credited with, in nats. */
  readonly earned: number;
  /** What a proposal that is under way will have gained, in nats. */
  readonly promised: number;
}

/** The later, the dearer a reward that is still missing: by so much a token, up to so many tokens. */
const dearerPerToken = 0.15;
const dearestAfter = 20;
/** What is lost weighs more than what is gained: the model does not easily let go of a loop. */
const dearerLost = 2;

export const beam = defineStrategy({
  name: "beam",
  description:
    "Beam search guided by the rewards: a path's score is its log-probability plus what it has gained by the rewards. Tokens after which a hard reward could no longer hold are not followed, what rewards propose is, and an answer ends only where every hard reward lets it. On the way values are added up by weight; `combine` ranks what has finished.",
  schema: parameters,
  mostAnswers: ({ width }) => width,

  async run(search, parameters) {
    const { width, k } = parameters;
    const { root, tree, paths, guide, answers } = search;
    let live: Beam[] = [{ node: root, earned: 0, promised: 0 }];
    let finished: Beam[] = [];
    /** Paths that led nowhere: without better ones the best of them is the answer. */
    const stranded: Beam[] = [];
    let returns = 0;
    while (live.length > 0 && finished.length < width) {
      answers.workingOn(nodesOf(distinct(search, [...finished, ...live, ...stranded])));
      await guide.expand(nodesOf(live), k);
      const grown = live.flatMap((path) => grow(search, path, parameters));
      const kept = best(search, grown, width);
      if (kept.length === 0) {
        // Every way on would break a hard reward.
        stranded.push(...live);
        const earlier =
          finished.length === 0 && returns < mostReturns ? stepBack(search, live, returns++) : null;
        if (!earlier) break;
        live = [earlier];
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
    for (const node of found) {
      await search.decoder.pause();
      answers.offer(node);
    }
    return finished.some(({ node }) => guide.isSatisfied(node)) ? "satisfied" : "complete";
  },
});

function nodesOf(beams: readonly Beam[]): Node[] {
  return beams.map(({ node }) => node);
}

/** Of paths with the same text, in whatever tokens, only the first. */
function distinct({ paths }: Search, beams: readonly Beam[]): Beam[] {
  return firstOfEach(beams, saidBy({ paths }));
}

/** What a path says as an answer. */
function saidBy({ paths }: Pick<Search, "paths">): (beam: Beam) => string {
  return ({ node }) => paths.cut(paths.reading(node).text);
}

/** The first of each by `keyOf`; the tree lets go of the others. */
function dropRepeats({ tree }: Search, beams: readonly Beam[], keyOf: (beam: Beam) => string): Beam[] {
  const first = new Set(firstOfEach(beams, keyOf));
  for (const beam of beams) if (!first.has(beam)) tree.drop(beam.node, "duplicate");
  return [...first];
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

/** An earlier point of the best path, at the end of a word, from which what is missing comes first. */
function stepBack({ root, tree, guide, paths }: Search, live: readonly Beam[], returns: number): Beam | null {
  let node = live[0]?.node;
  for (let words = 2 ** (returns + 1); node?.parent && node.depth > 0; node = node.parent) {
    if (/^\s/u.test(paths.reading(node).gained)) words--;
    if (words === 0 || node.depth === 1) {
      // What grew from there was chosen without haste.
      tree.keepPathsTo([node.parent], root, "dead_end");
      guide.hasten(node.parent);
      return { node: node.parent, earned: 0, promised: 0 };
    }
  }
  return null;
}

/** The path with each of its candidates, and what that gains. */
function grow({ guide }: Search, { node, earned }: Beam, { lambda }: Parameters): Beam[] {
  const before = guide.value(node);
  return guide.successors(node).map((candidate) => {
    const child = guide.child(node, candidate);
    const price = lambda * (1 + dearerPerToken * Math.min(dearestAfter, child.depth));
    const gain = guide.value(child) - before;
    return {
      node: child,
      earned: earned + price * (gain < 0 ? dearerLost * gain : gain) + candidate.credit,
      promised: price * candidate.promise,
    };
  });
}

/** The best by score, of paths that say the same only one, and of those that have reached the same at most half. */
function best(search: Search, grown: readonly Beam[], width: number): Beam[] {
  const { guide, paths } = search;
  const perBank = Math.ceil(width / 2);
  const banks = new Map<number, number>();
  const kept: Beam[] = [];
  const spare: Beam[] = [];
  const said = ({ node }: Beam) => {
    const { text, pending } = paths.reading(node);
    return `${paths.ending(node)} ${pending} ${text}`;
  };
  for (const path of dropRepeats(search, grown.toSorted(byScore), said)) {
    const level = guide.value(path.node);
    const banked = banks.get(level) ?? 0;
    banks.set(level, banked + 1);
    (banked < perBank ? kept : spare).push(path);
  }
  return [...kept, ...spare].slice(0, width);
}

/** Whether any continuation of the path may still stand above the best that has finished. */
function mayWin({ guide }: Search, path: Beam, finished: readonly Beam[], { lambda }: Parameters): boolean {
  const price = lambda * (1 + dearerPerToken * dearestAfter);
  const most = scoreOf(path) + price * (guide.bound(path.node) - guide.value(path.node));
  return finished.every((other) => most > scoreOf(other));
}

/** The highest first. */
function byScore(a: Beam, b: Beam): number {
  return scoreOf(b) - scoreOf(a);
}

function scoreOf({ node, earned, promised }: Beam): number {
  return node.logProbability + earned + promised;
}
