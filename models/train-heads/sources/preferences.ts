import { z } from "zod";
import type { Message } from "../../../src/spec/message.ts";
import { chatTokens, defineSource } from "./source.ts";

const preference = z.object({ chosen: z.string(), rejected: z.string() });

/** Of the dialogue before the answer: longer ones cost more than they teach. */
const mostDialogueTokens = 64;

const turns = { user: "\n\nHuman: ", assistant: "\n\nAssistant:" };

/** Dialogues and two answers to each, of which people found one more harmless. */
export const preferences = defineSource({
  title: "HH-RLHF, harmless pairs",
  license: "MIT",
  read: (folder, model) => {
    const pairs = folder.lines("hh-harmless-train.jsonl.gz", preference).map(toPair);
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
});

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
