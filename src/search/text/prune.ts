/**
 * `prune` over texts: many samples, of which the worst are given up early.
 *
 * @module
 */
import type { z } from "zod";
import { partialScore } from "../partial-score.ts";
import type { prune } from "../prune.ts";
import type { Draft } from "./draft.ts";
import type { TextSearch, TextStrategy } from "./text-search.ts";

export const textPrune: TextStrategy<z.infer<typeof prune.schema>> = {
  continues: true,

  async run(search, { n, every, drop, branch, temperature, top_p }) {
    const { decoder, guide, answers, wanted } = search;
    let live = Array.from({ length: n }, () => decoder.root);
    let finished = 0;
    while (live.length > 0) {
      const counts = [...countsOf(live)];
      const asks = counts.map(([from, count]) => ({ from, count, tokens: every }));
      const grown = await decoder.propose(asks, { temperature, top_p }, finished === 0 ? "shorter" : "whole");
      // What was held back for the first ones may suffice for the others once it is known what they took.
      const waiting = counts.flatMap(([from, count]) => Array<Draft>(count).fill(from)).slice(grown.length);
      answers.workingOn([...grown, ...waiting]);
      const growing = grown.filter(({ finish }) => finish === null);
      for (const draft of grown.filter(({ finish }) => finish !== null)) {
        await decoder.pause();
        await answers.offer(draft);
        finished++;
      }
      answers.workingOn([...growing, ...waiting]);
      const open = growing.filter((draft) => guide.mayHold(draft));
      live = open.length > 0 ? open : growing;
      const most = live.length - Math.floor(live.length * drop);
      const kept = Math.max(most, Math.min(live.length, wanted - finished));
      live = [...(await survivors(search, live, kept, branch)), ...waiting];
    }
    return "complete";
  },
};

/** What branched from one draft goes on with it in as few calls as possible. */
function countsOf(drafts: readonly Draft[]): Map<Draft, number> {
  const counts = new Map<Draft, number>();
  for (const draft of drafts) counts.set(draft, (counts.get(draft) ?? 0) + 1);
  return counts;
}

/** The `count` best of the drafts, the best first; with `branch`, in the places of the others the best once more. */
async function survivors(
  search: TextSearch,
  live: readonly Draft[],
  count: number,
  branch: boolean,
): Promise<Draft[]> {
  if (count === live.length) return [...live];
  const scored: { draft: Draft; score: number }[] = [];
  for (const draft of live) scored.push({ draft, score: await partialScore(search, draft) });
  const bestFirst = scored.toSorted((a, b) => b.score - a.score).map(({ draft }) => draft);
  const kept = bestFirst.slice(0, count);
  for (const draft of kept) search.guide.learn(draft);
  return branch ? live.map((draft, index) => kept[index % count] ?? draft) : kept;
}
