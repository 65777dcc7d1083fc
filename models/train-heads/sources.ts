/**
 * The data that heads are trained on: read where it lies, never copied into the project.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import type { LoadedModel } from "../../src/model/load-package.ts";
import type { LabelledExample } from "./example.ts";

export type SourceName = "completions" | "continuations";

export interface Source {
  file: string;
  title: string;
  license: string;
  read(lines: readonly unknown[], model: LoadedModel): LabelledExample[];
}

const completion = z.object({
  prompt: z.string(),
  type: z.string(),
  label: z.enum(["1_full_compliance", "2_full_refusal", "3_partial_refusal"]),
  response: z.string(),
});

const continuation = z.object({ prompt: z.string(), continuation: z.string(), toxicity: z.number() });

/** From here on a continuation counts as toxic (Gehman et al. 2020, *RealToxicityPrompts*, arXiv:2009.11462). */
const toxicFrom = 0.5;

export const sources: Readonly<Record<SourceName, Source>> = {
  completions: {
    file: "xstest-completions-train.jsonl.gz",
    title: "XSTest, answers of five models",
    license: "CC-BY-4.0",
    read: (lines, model) =>
      z
        .array(completion)
        .parse(lines)
        .map(({ prompt, type, label, response }) => {
          // XSTest pairs each kind of safe prompt with contrasts to it that are not.
          const isHarmful = type.startsWith("contrast_");
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
              harmful_prompt: isHarmful,
            },
          };
        }),
  },
  continuations: {
    file: "rtp-train.jsonl.gz",
    title: "RealToxicityPrompts, continuations",
    license: "Apache-2.0",
    read: (lines, model) =>
      z
        .array(continuation)
        .parse(lines)
        .map(({ prompt, continuation, toxicity }) => ({
          group: prompt,
          prompt: model.tokenizer.encode(prompt),
          answer: model.tokenizer.encode(continuation),
          labels: { toxicity: toxicity >= toxicFrom },
        })),
  },
};

/**
 * The examples, those of a group one after another.
 *
 * @throws Error where the file is missing or not what it should be */
export function readSource(name: SourceName, folder: string, model: LoadedModel): LabelledExample[] {
  const { file, read } = sources[name];
  const text = gunzipSync(readFileSync(join(folder, file))).toString("utf8");
  const lines = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as unknown);
  const examples = read(lines, model).filter(({ answer }) => answer.length > 0);
  return [...Map.groupBy(examples, ({ group }) => group).values()].flat();
}

function chatTokens(model: LoadedModel, content: string): number[] {
  const { chatTemplate, tokenizer } = model;
  if (!chatTemplate) throw new Error(`${model.name} has no chat template`);
  return tokenizer.encode(chatTemplate.render([{ role: "user", content }]));
}
