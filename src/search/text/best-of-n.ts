/**
 * `best_of_n` over texts: whole answers, the best of them by the rewards.
 *
 * @module
 */
import type { z } from "zod";
import type { bestOfN } from "../best-of-n.ts";
import type { TextStrategy } from "./text-search.ts";
import { drawWhole } from "./whole-drafts.ts";

export const textBestOfN: TextStrategy<z.infer<typeof bestOfN.schema>> = {
  continues: false,

  async run(search, { n, temperature, top_p }) {
    const { answers, decoder } = search;
    for (let drawn = 0; drawn < n; ) {
      const drafts = await drawWhole(
        search,
        n - drawn,
        { temperature, top_p },
        drawn === 0 ? "shorter" : "whole",
      );
      drawn += drafts.length;
      answers.workingOn(drafts);
      for (const draft of drafts) {
        await decoder.pause();
        await answers.offer(draft);
      }
    }
    return "complete";
  },
};
