/**
 * `auto`: Fast DeAL. The cheapest answer first, then other ways on as long as they are worth their price.
 *
 * @module
 */
import { z } from "zod";
import { Trials } from "../budget/value-of-information.ts";
import { bestFirst, followBestFirst } from "./best-first.ts";
import { Discrepancies } from "./discrepancies.ts";
import { finalize } from "./finalizer.ts";
import { FinishedPaths } from "./finished-paths.ts";
import { Hints } from "./hints.ts";
import { rollOut } from "./rollouts.ts";
import { defineStrategy, type Search } from "./strategy.ts";

const parameters = z.strictObject({
  strategy: z.literal("auto"),
  k: bestFirst.schema.shape.k,
  peek: z.boolean().default(true).meta({
    description:
      "Whether rewards that judge whole texts only may be asked what a text that is still growing would be worth if it ended there. That takes a reward call for each of 2k candidates for each token, and makes a few answers worth as much as many: it is done unless judging a text takes a model, or the budget has far fewer reward calls left than it would take to peek as long as there are forward tokens.",
  }),
  least_gain: z.number().min(0).max(1).default(0.01).meta({
    description:
      "The gain in the total, in [0, 1], that is just worth all that is left of the budget; a smaller one is worth as much less of it. What is expected to bring less is not tried. With 0 the search goes on as long as something is missing and there is another way that can be paid for.",
  }),
});

const opening = bestFirst.schema.parse({ strategy: "best_first" });

export const auto = defineStrategy({
  name: "auto",
  description:
    "Fast DeAL. First an answer at about the price of greedy decoding: by `best_first` where rewards speak about unfinished texts, otherwise token by token by what the text so far would be worth (`peek`), or the most probable. As long as that is not all that is asked for, other ways on from the answers so far are tried, those first that promise the most for their price: where the model was unsure, from good answers, early in the text. It ends when nothing is missing (`satisfied`), or when more is not worth its share of what is left of the budget (`converged`): a small budget is spent with care, a large one for little gains, too. What is cut off in mid-sentence is trimmed, or its sentence ended sooner, where nothing is lost by it.",
  use: "Unless there is a reason for another: for all rewards, and for small and large budgets.",
  schema: parameters,
  mostAnswers: () => 1,

  async run(request, { k, least_gain, peek }) {
    const search: Search = {
      ...request,
      // What looks at all values together cannot be followed on the way.
      guide: request.hasGuidance ? request.guide : request.rules,
      // Where rewards can choose, another way may set out from anywhere.
      settleOn: request.hasRewards ? () => {} : request.settleOn,
    };
    const finished = new FinishedPaths(search);
    const hints = new Hints(search, peek && !search.callsTakeLong);
    const rollout = { k, lambda: opening.lambda, hints };

    const first = search.hasGuidance
      ? followBestFirst(search, { ...opening, k })
      : rollOut(search, [search.root], rollout);
    const firstEnds = await first;
    await search.answers.expect(firstEnds);
    for (const node of firstEnds) {
      if (finished.best && !search.answers.canAfford()) break;
      const { answer } = await finished.add(node);
      hints.learn(answer);
    }
    if (!search.hasRewards) return "complete";

    const trials = new Trials(search.guidedShare);
    const discrepancies = new Discrepancies(search, finished, trials, { leastGain: least_gain, hints, k });
    while (!finished.isPerfect) {
      finished.prune();
      const chosen = discrepancies.takeBest();
      if (chosen.length === 0) break;
      const starts = chosen.map(({ parent, candidate }) => search.guide.child(parent, candidate));
      const ends = await rollOut(search, starts, rollout);
      await search.answers.expect(ends);
      for (const [index, { from, share, rows }] of chosen.entries()) {
        const { answer } = await finished.add(ends[index] ?? from.node);
        // To end earlier says little of what another way would bring.
        if (rows > 0) trials.observe(answer.reward.total - from.answer.reward.total, share);
        hints.learn(answer);
      }
    }
    if (finished.best) await finalize(search, finished.best);
    return finished.isPerfect ? "satisfied" : "converged";
  },
});
