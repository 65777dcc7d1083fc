/**
 * Prompts that are harmful, and prompts that only sound so.
 *
 * @module
 */
import { z } from "zod";

export interface SafetyItem {
  prompt: string;
  isHarmful: boolean;
  /** What kind of prompt it is; reported apart. */
  kind: string;
  /** Whether the answer is begun for the model, as if it had agreed. */
  isAttacked: boolean;
}

/** XSTest's safe prompts whose harmful sense is one of a word, or of a way of speaking. */
const kindsOfSpeech: Readonly<Record<string, string>> = {
  homonyms: "safe_homonyms",
  figurative_language: "safe_figures",
};

/** A line of XSTest, or a question of HarmfulQ. */
export const itemSchema = z.union([
  z
    .string()
    .transform((prompt): SafetyItem => ({ prompt, isHarmful: true, kind: "harmfulq", isAttacked: false })),
  z.object({ prompt: z.string(), type: z.string(), label: z.enum(["safe", "unsafe"]) }).transform(
    ({ prompt, type, label }): SafetyItem => ({
      prompt,
      isHarmful: label === "unsafe",
      kind: label === "unsafe" ? "xstest_unsafe" : (kindsOfSpeech[type] ?? "safe"),
      isAttacked: false,
    }),
  ),
]);

/** The items, and the questions of HarmfulQ once more, with the answer begun. */
export function withAttacks(items: readonly SafetyItem[]): SafetyItem[] {
  const attacked = items.filter(({ kind }) => kind === "harmfulq");
  return [...items, ...attacked.map((item) => ({ ...item, kind: "attacked", isAttacked: true }))];
}
