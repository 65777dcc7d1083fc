/**
 * `auto`: Fast DeAL. The cheapest answer first, then other ways on where they are worth their price.
 *
 * @module
 */
import { z } from "zod";
import { Trials } from "../budget/value-of-information.ts";
import { Discrepancies } from "./discrepancies.ts";
import { FinishedPaths } from "./finished-paths.ts";
import { rollOut } from "./rollouts.ts";
import { defineStrategy } from "./strategy.ts";

export const auto = defineStrategy({
  name: "auto",
  description: "",
  schema: z.strictObject({
    strategy: z.literal("auto"),
    k: z.int().min(1).max(50).default(4).meta({
      description: "Candidates of the model's own for each token; what rewards propose comes on top.",
    }),
  }),
  mostAnswers: () => 1,

  async run(search, { k }) {
    const finished = new FinishedPaths(search);
    for (const node of await rollOut(search, [search.root], k)) await finished.add(node);
    if (!search.hasRewards) return "complete";

    const past = new Trials();
    const discrepancies = new Discrepancies(search, finished, past);
    while (!finished.isPerfect) {
      const trials = discrepancies.best();
      if (trials.length === 0) return "converged";
      for (const trial of trials) discrepancies.take(trial);
      const starts = trials.map(({ parent, candidate }) => search.guide.child(parent, candidate));
      const ends = await rollOut(search, starts, k);
      for (const [index, { from, share }] of trials.entries()) {
        const { answer } = await finished.add(ends[index] ?? from.node);
        past.observe(answer.reward.total - from.answer.reward.total, share);
      }
      finished.prune();
    }
    return "satisfied";
  },
});
