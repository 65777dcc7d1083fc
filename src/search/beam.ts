/**
 * `beam`: beam search with the rewards in the score, on request diverse (Vijayakumar et al. 2018, *Diverse Beam
 * Search*, arXiv:1610.02424).
 *
 * @module
 */
import { z } from "zod";
import { type Beam, beamSearch, beamShape, scoreOf } from "./beam-search.ts";
import { defineStrategy } from "./strategy.ts";

const parameters = z
  .strictObject({
    strategy: z.literal("beam"),
    ...beamShape,
    groups: z.int().min(1).max(16).default(1).meta({
      description: "Groups that share the width, no more than it has paths; each keeps its own best.",
    }),
    diversity: z.number().min(0).max(100).default(0.5).meta({
      description:
        "What a token costs, in nats, for each path of an earlier group that took it at the same step.",
    }),
  })
  .refine(({ groups, width }) => groups <= width, {
    message: "must not be more than `width`: each group keeps a path at least",
    path: ["groups"],
  });

export const beam = defineStrategy({
  name: "beam",
  description:
    "Beam search guided by the rewards: a path's score is its log-probability plus what it has gained by the rewards. Tokens after which a hard reward could no longer hold are not followed, what rewards propose is, and an answer ends only where every hard reward lets it. On the way values are added up by weight; `combine` ranks what has finished. With `groups`, diverse beam search (arXiv:1610.02424): for answers (`n`) that differ in more than their last words.",
  use: "For rewards that guide, and for several answers; `banked` and `best_first` are kin to it.",
  schema: parameters,
  mostAnswers: ({ width }) => width,

  run(search, { groups, diversity, ...parameters }) {
    return beamSearch(search, parameters, {
      groups,
      select: (grown, width) => diverse(grown, widthsOf(groups, width), diversity),
    });
  },
});

/** The width shared out among the groups; the first get what is left over. */
function widthsOf(groups: number, width: number): number[] {
  return Array.from({ length: groups }, (_, group) => Math.ceil((width - group) / groups));
}

/** Group by group its best, each token dearer by what earlier groups took it. */
function diverse(grown: readonly Beam[], widths: readonly number[], diversity: number): Beam[] {
  const taken = new Map<number, number>();
  const score = (path: Beam) => scoreOf(path) - diversity * (taken.get(path.node.token) ?? 0);
  return widths.flatMap((width, group) => {
    const own = grown.filter((path) => path.group === group);
    const scored = own.map((path) => ({ path, score: score(path) })).toSorted((a, b) => b.score - a.score);
    const kept = scored.slice(0, width).map(({ path }) => path);
    for (const { node } of kept) taken.set(node.token, (taken.get(node.token) ?? 0) + 1);
    return kept;
  });
}
