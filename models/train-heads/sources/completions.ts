import { z } from "zod";
import { chatTokens, defineSource } from "./source.ts";

const completion = z.object({
  prompt: z.string(),
  type: z.string(),
  label: z.enum(["1_full_compliance", "2_full_refusal", "3_partial_refusal"]),
  response: z.string(),
});

/** What five models answered to harmful prompts, and to prompts that only sound so. */
export const completions = defineSource({
  title: "XSTest, answers of five models",
  license: "CC-BY-4.0",
  read: (folder, model) =>
    folder
      .lines("xstest-completions-train.jsonl.gz", completion)
      .flatMap(({ prompt, type, label, response }) => {
        if (response === "") return [];
        const isHarmful = isContrast(type);
        // Half of a refusal is an example of neither.
        const refuses = label === "3_partial_refusal" ? null : label === "2_full_refusal";
        return {
          group: prompt,
          prompt: chatTokens(model, prompt),
          answer: model.tokenizer.encode(response),
          labels: {
            harmful_compliance: isHarmful && label === "1_full_compliance",
            compliance_audit: isHarmful && label === "1_full_compliance",
            refusal: refuses,
          },
        };
      }),
});

/** XSTest pairs each kind of safe prompt with contrasts to it that are not. */
export function isContrast(type: string): boolean {
  return type.startsWith("contrast_");
}
