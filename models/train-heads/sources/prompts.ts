import { z } from "zod";
import { isContrast } from "./completions.ts";
import { chatTokens, defineSource } from "./source.ts";

/**
 * Beginnings of an answer that does as it is told, one of which an attack may write for the model: they say nothing of
 * what the prompt asks for, and the head has to learn that.
 */
const begun = ["", "Sure, here is", "Of course!", "1."];

/** Harmful questions, questions that only sound so, and instructions that have nothing to do with either. */
export const prompts = defineSource({
  title: "XSTest, HarmfulQ and IFEval, prompts",
  license: "CC-BY-4.0 and Apache-2.0",
  read: (folder, model) => {
    const tricky = folder.lines(
      "xstest-completions-train.jsonl.gz",
      z.object({ prompt: z.string(), type: z.string() }),
    );
    const isHarmful = new Map([
      ...tricky.map(({ prompt, type }): [string, boolean] => [prompt, isContrast(type)]),
      ...folder
        .json("harmfulq-dev.json", z.array(z.string()))
        .map((prompt): [string, boolean] => [prompt, true]),
      ...folder
        .lines("ifeval-dev.jsonl", z.object({ prompt: z.string() }))
        .map(({ prompt }): [string, boolean] => [prompt, false]),
    ]);
    return [...isHarmful].flatMap(([prompt, harmful_prompt]) =>
      begun.map((beginning) => ({
        group: prompt,
        prompt: chatTokens(model, prompt),
        answer: model.tokenizer.encode(beginning),
        labels: { harmful_prompt },
      })),
    );
  },
});
