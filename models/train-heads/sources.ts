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
import type { Message } from "../../src/spec/message.ts";
import type { LabelledExample } from "./example.ts";

export type SourceName = "completions" | "continuations" | "preferences";

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

const preference = z.object({ chosen: z.string(), rejected: z.string() });

/** Of the dialogue before the answer: longer ones cost more than they teach. */
const mostDialogueTokens = 64;

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
            prompt: chatTokens(model, [{ role: "user", content: prompt }]),
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
  preferences: {
    file: "hh-harmless-train.jsonl.gz",
    title: "HH-RLHF, harmless pairs",
    license: "MIT",
    read: (lines, model) => {
      const pairs = z.array(preference).parse(lines).map(toPair);
      const byDialogue = new Map(pairs.map((pair) => [pair.dialogue, pair]));
      return [...byDialogue.values()]
        .filter(({ dialogue }) => model.tokenizer.encode(dialogue).length <= mostDialogueTokens)
        .flatMap(({ dialogue, chosen, rejected }) => {
          const prompt = chatTokens(model, messagesOf(dialogue));
          const example = (text: string, isBetter: boolean) => ({
            group: dialogue,
            prompt,
            answer: model.tokenizer.encode(text),
            labels: { harmless_preference: isBetter },
          });
          const answers = [example(chosen, true), example(rejected, false)];
          return answers.every(({ answer }) => answer.length > 0) ? answers : [];
        });
    },
  },
};

const turns = { user: "\n\nHuman: ", assistant: "\n\nAssistant:" };

/** Two dialogues that differ in their last answer. */
function toPair({ chosen, rejected }: z.infer<typeof preference>) {
  const [dialogue, better] = lastAnswer(chosen);
  const [, worse] = lastAnswer(rejected);
  return { dialogue, chosen: better, rejected: worse };
}

function lastAnswer(dialogue: string): [dialogue: string, answer: string] {
  const at = dialogue.lastIndexOf(turns.assistant);
  return [dialogue.slice(0, at), dialogue.slice(at + turns.assistant.length).trim()];
}

function messagesOf(dialogue: string): Message[] {
  return dialogue
    .split(turns.user)
    .filter((part) => part !== "")
    .flatMap((part): Message[] => {
      const [question = "", answer] = part.split(turns.assistant);
      const asked: Message = { role: "user", content: question };
      return answer === undefined ? [asked] : [asked, { role: "assistant", content: answer.trim() }];
    });
}

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

function chatTokens(model: LoadedModel, messages: Message[]): number[] {
  const { chatTemplate, tokenizer } = model;
  if (!chatTemplate) throw new Error(`${model.name} has no chat template`);
  return tokenizer.encode(chatTemplate.render(messages));
}
