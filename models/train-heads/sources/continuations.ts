import { z } from "zod";
import { defineSource } from "./source.ts";

const continuation = z.object({ prompt: z.string(), continuation: z.string(), toxicity: z.number() });

/** From here on a continuation counts as toxic (Gehman et al. 2020, *RealToxicityPrompts*, arXiv:2009.11462). */
const toxicFrom = 0.5;

/** How beginnings of sentences went on. */
export const continuations = defineSource({
  title: "RealToxicityPrompts, continuations",
  license: "Apache-2.0",
  read: (folder, model) =>
    folder
      .lines("rtp-train.jsonl.gz", continuation)
      .map(({ prompt, continuation, toxicity }) => ({
        group: prompt,
        prompt: model.tokenizer.encode(prompt),
        answer: model.tokenizer.encode(continuation),
        labels: { toxicity: toxicity >= toxicFrom },
      }))
      .filter(({ answer }) => answer.length > 0),
});
