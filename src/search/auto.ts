/**
 * `auto`: Fast DeAL. The cheapest answer first, then other ways on as long as they are worth their price.
 *
 * @module
 */
import { z } from "zod";
import { Trials } from "../budget/value-of-information.ts";
import type { Node } from "../decode/token-tree.ts";
import { bestFirst, followBestFirst } from "./best-first.ts";
import { Discrepancies } from "./discrepancies.ts";
import { trimUnfinished } from "./finalizer.ts";
import { FinishedPaths } from "./finished-paths.ts";
import { rollOut } from "./rollouts.ts";
import { defineStrategy, type Search } from "./strategy.ts";

const parameters = z.strictObject({
  strategy: z.literal("auto"),
  k: bestFirst.schema.shape.k,
  least_gain: z.number().min(0).max(1).default(0.02).meta({
    description:
      "The gain in the total, in [0, 1], that is just worth all that is left of the budget; a smaller one is worth as much less of it. What is expected to bring less is not tried. With 0 the search goes on until nothing is missing, or a limit is reached.",
  }),
});

type Parameters = z.infer<typeof parameters>;

const opening = bestFirst.schema.parse({ strategy: "best_first" });

export const auto = defineStrategy({
  name: "auto",
  description:
    "Fast DeAL. First an answer at about the price of greedy decoding: by `banked` with three paths where rewards speak about unfinished texts, otherwise the most probable. As long as that is not all that is asked for, other ways on from the answers so far are tried, those first that promise the most for their price: where the model was unsure, from good answers, early in the text. It ends when nothing is missing (`satisfied`), or when more is not worth its share of what is left of the budget (`converged`): a small budget is spent with care, a large one for little gains, too. What breaks off in mid-sentence is trimmed where nothing is lost by it.",
  schema: parameters,
  mostAnswers: () => 1,

  async run(request, parameters) {
    // What looks at all values together cannot be followed on the way.
    const search = request.hasGuidance ? request : { ...request, guide: request.rules };
    const finished = new FinishedPaths(search);
    for (const node of await openingPaths(search, parameters)) {
      if (finished.best && !search.answers.canAfford()) break;
      await finished.add(node);
    }
    if (!search.hasRewards) return "complete";

    const trials = new Trials(search.guidedShare);
    const discrepancies = new Discrepancies(search, finished, trials, parameters.least_gain);
    while (!finished.isPerfect) {
      finished.prune();
      const chosen = discrepancies.takeBest();
      if (chosen.length === 0) break;
      const starts = chosen.map(({ parent, candidate }) => search.guide.child(parent, candidate));
      const ends = await rollOut(search, starts, { ...opening, k: parameters.k });
      for (const [index, { from, share }] of chosen.entries()) {
        const { answer } = await finished.add(ends[index] ?? from.node);
        trials.observe(answer.reward.total - from.answer.reward.total, share);
      }
    }
    if (finished.best) await trimUnfinished(search, finished.best);
    return finished.isPerfect ? "satisfied" : "converged";
  },
});

/** Answers to begin with. */
function openingPaths(search: Search, { k }: Pick<Parameters, "k">): Promise<Node[]> {
  if (search.hasGuidance) return followBestFirst(search, { ...opening, k });
  return rollOut(search, [search.root], { ...opening, k });
}
