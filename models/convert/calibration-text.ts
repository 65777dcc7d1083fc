/**
 * The text that calibration runs on: the project's own prose, code, lists, letters and dialogues, in
 * `calibration/`.
 *
 * @module
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { createChatTemplate } from "../../src/model/chat-template.ts";
import { createTokenizer } from "../../src/model/tokenizer.ts";
import type { ModelSource } from "./model-source.ts";

const folder = join(import.meta.dirname, "calibration");
const dialoguesSchema = z.array(
  z.array(z.strictObject({ role: z.enum(["system", "user", "assistant"]), content: z.string() })),
);

/**
 * Token sequences to calibrate `source` on, none longer than its context: one per text file, and one per
 * dialogue in the model's chat template (as plain text where it has none).
 */
export function calibrationSequences(source: ModelSource, tokenizerJson: Uint8Array): number[][] {
  const tokenizer = createTokenizer(JSON.parse(new TextDecoder().decode(tokenizerJson)) as object);
  const files = readdirSync(folder).toSorted();
  const texts = files
    .filter((file) => file.endsWith(".txt"))
    .map((file) => readFileSync(join(folder, file), "utf8"));
  const [end] = source.specialTokens.end;
  const template = source.chatTemplate
    ? createChatTemplate(source.chatTemplate, {
        begin: source.specialTokens.begin === null ? null : tokenizer.markerOf(source.specialTokens.begin),
        end: end === undefined ? null : tokenizer.markerOf(end),
      })
    : null;
  const dialogues = dialoguesSchema.parse(JSON.parse(readFileSync(join(folder, "dialogues.json"), "utf8")));
  for (const dialogue of dialogues) {
    texts.push(template?.render(dialogue) ?? dialogue.map((message) => message.content).join("\n\n"));
  }
  return texts.map((text) => tokenizer.encode(text).slice(0, source.context));
}
