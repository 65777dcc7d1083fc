/**
 * `banked`: beam search that keeps paths at different levels of reward.
 *
 * @module
 */
import { z } from "zod";
import { type Beam, type BeamSelection, beamSearch, beamShape, scoreOf } from "./beam-search.ts";
import { defineStrategy, type Search } from "./strategy.ts";

const parameters = z.strictObject({
  strategy: z.literal("banked"),
  ...beamShape,
  gap: z.number().min(0).max(1000).default(1000).meta({
    description:
      "Paths whose score lies further behind the best, in nats, are let go of, as in beam search with a threshold (arXiv:1702.01806): 3 or 4 saves a third of the price at little loss.",
  }),
});

type BankedParameters = Omit<z.infer<typeof parameters>, "strategy">;

export const banked = defineStrategy({
  name: "banked",
  description:
    "Like `beam`, but of the paths that are kept at most half may have reached the same by the rewards, so that those which have gained something late or early live side by side (as in grid and dynamic beam allocation, arXiv:1704.07138, arXiv:1804.06609).",
  use: "For rewards that add up, such as several keywords.",
  schema: parameters,
  mostAnswers: ({ width }) => width,

  run: (search, parameters) => beamSearch(search, parameters, banks(search, parameters)),
});

function banks(search: Search, { gap }: BankedParameters): BeamSelection {
  return {
    groups: 1,
    select(grown, width) {
      const kept = best(search, grown, width);
      const least = Math.max(...kept.map(scoreOf)) - gap;
      return kept.filter((path) => scoreOf(path) >= least);
    },
  };
}

/** The best by score; of those that have reached the same at most half of the width, unless there are no others. */
function best({ guide }: Search, grown: readonly Beam[], width: number): Beam[] {
  const perBank = Math.ceil(width / 2);
  const banks = new Map<number, number>();
  const kept: Beam[] = [];
  const spare: Beam[] = [];
  for (const path of grown) {
    const level = guide.value(path.node);
    const banked = banks.get(level) ?? 0;
    banks.set(level, banked + 1);
    (banked < perBank ? kept : spare).push(path);
  }
  return [...kept, ...spare].slice(0, width);
}
