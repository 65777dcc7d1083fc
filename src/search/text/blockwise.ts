/**
 * `blockwise` over texts: the best of several blocks, again and again. Blocks that a hard reward rules out are drawn
 * anew before one of them is gone on with.
 *
 * @module
 */
import type { z } from "zod";
import type { blockwise } from "../blockwise.ts";
import { worthiest } from "../partial-score.ts";
import type { Draft } from "./draft.ts";
import type { TextSearch, TextStrategy } from "./text-search.ts";

type Parameters = z.infer<typeof blockwise.schema>;

/** Times that blocks are drawn anew where hard rewards rule all of them out. */
const mostRedraws = 2;

export const textBlockwise: TextStrategy<Parameters> = {
  continues: true,

  async run(search, parameters) {
    const { decoder, guide, answers } = search;
    let path = decoder.root;
    while (path.finish === null) {
      answers.workingOn([path]);
      const blocks = await drawBlocks(search, path, parameters);
      answers.workingOn(blocks);
      const best = await worthiest(search, blocks, (_, score) => score);
      if (!best) break;
      guide.learn(best);
      path = best;
    }
    answers.workingOn([path]);
    await answers.offer(path);
    return "complete";
  },
};

async function drawBlocks(
  { decoder, guide, answers }: TextSearch,
  from: Draft,
  { blocks: count, length: tokens, temperature, top_p }: Parameters,
): Promise<Draft[]> {
  for (let redraws = 0; ; redraws++) {
    const drawn = await decoder.propose([{ from, count, tokens }], { temperature, top_p });
    const open = drawn.filter((block) => guide.mayHold(block));
    if (open.length > 0 || redraws === mostRedraws) return open.length > 0 ? open : drawn;
    // If no more can be drawn, better one of these than none.
    answers.workingOn([from, ...drawn]);
  }
}
