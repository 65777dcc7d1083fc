/**
 * `banked`: beam search that keeps paths at different levels of reward.
 *
 * @module
 */
import { z } from "zod";
import { type Beam, beamSearch, beamShape } from "./beam-search.ts";
import { defineStrategy, type Search } from "./strategy.ts";

export const banked = defineStrategy({
  name: "banked",
  description:
    "Like `beam`, but of the paths that are kept at most half may have reached the same by the rewards, so that those which have gained something late or early live side by side (as in grid and dynamic beam allocation, arXiv:1704.07138, arXiv:1804.06609). What `auto` takes where rewards guide: the surest way to rewards that add up, such as several keywords.",
  schema: z.strictObject({ strategy: z.literal("banked"), ...beamShape }),
  mostAnswers: ({ width }) => width,

  run(search, parameters) {
    return beamSearch(search, parameters, {
      groups: 1,
      select: (grown, width) => best(search, grown, width),
    });
  },
});

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
