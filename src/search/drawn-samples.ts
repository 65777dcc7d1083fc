/**
 * As many samples as are wanted, within the budget.
 *
 * @module
 */
import type { Sampling } from "../decode/sampling.ts";
import { SearchStopped } from "../decode/search-stopped.ts";
import { nodesOf } from "./nodes-of.ts";
import { drawAndOffer, type Sample } from "./samples.ts";
import type { Search } from "./strategy.ts";

/**
 * Draws `count` samples side by side, one step a token, and offers each as it ends. No more are begun at a
 * time than the forward tokens that are left are sure to finish; the others follow as those end.
 */
export async function drawSamples(search: Search, count: number, sampling: Sampling): Promise<void> {
  let begun = 0;
  let live: Sample[] = [];
  while (begun < count || live.length > 0) {
    for (; begun < count && mayBegin(search, live, begun); begun++) {
      live.push({ node: search.root, random: search.random(begun) });
    }
    if (live.length === 0) throw new SearchStopped("forward_tokens");
    search.settleOn(begun < count ? [search.root] : nodesOf(live));
    live = await drawAndOffer(search, live, sampling);
  }
}

/**
 * Whether the rows that are left finish and score one more sample, however long it and the others get. Alone, a sample
 * may try its luck.
 */
function mayBegin(
  { forwardTokensLeft, maxTokens, costPerText }: Search,
  live: readonly Sample[],
  begun: number,
): boolean {
  if (live.length === 0) return begun === 0 || forwardTokensLeft() > 0;
  const rowsToEnd = live.reduce((sum, { node }) => sum + maxTokens - 1 - Math.max(0, node.depth - 1), 0);
  const rowsToScore = (live.length + 1) * costPerText.forwardTokens;
  return forwardTokensLeft() >= rowsToEnd + maxTokens - 1 + rowsToScore;
}
