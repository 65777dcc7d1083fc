/**
 * `greedy`: the most probable token, again and again.
 *
 * @module
 */
import { z } from "zod";
import { defineStrategy } from "./strategy.ts";

export const greedy = defineStrategy({
  name: "greedy",
  description: "The most probable token at each step: the plain model's answer, blind to the rewards.",
  schema: z.strictObject({ strategy: z.literal("greedy") }),
  mostAnswers: () => 1,

  async run({ root, tree, decoder, paths, answers }) {
    let node = root;
    while (!paths.ending(node)) {
      answers.workingOn([node]);
      await decoder.compute([node], 1);
      const [likeliest] = node.best;
      if (!likeliest) throw new Error("the model gave no next token");
      node = tree.child(node, likeliest);
    }
    answers.workingOn([node]);
    answers.offer(node);
    return "complete";
  },
});
