/**
 * The two instructions about paragraphs, which IFEval separates in two ways.
 *
 * @module
 */
import type { Kwargs } from "./instruction.ts";

/** Paragraphs by `***`; only before the first and behind the last separator may there be nothing. */
export function followsParagraphCount(text: string, wanted: number): boolean {
  const parts = text.split(/\s?\*\*\*\s?/);
  const emptyWithin = parts.slice(1, -1).some((part) => part.trim() === "");
  return !emptyWithin && parts.filter((part) => part.trim() !== "").length === wanted;
}

/** Paragraphs by empty lines. Empty ones are not counted, but have their place when the n-th is looked for. */
export function followsParagraphStart(
  text: string,
  { num_paragraphs, nth_paragraph, first_word }: Kwargs<"length_constraints:nth_paragraph_first_word">,
): boolean {
  const paragraphs = text.split("\n\n").map((paragraph) => paragraph.trim());
  const count = paragraphs.filter((paragraph) => paragraph !== "").length;
  if (count !== num_paragraphs || nth_paragraph > count) return false;
  const [start = ""] = (paragraphs[nth_paragraph - 1] ?? "").split(/\s/);
  const [word = ""] = start
    .replace(/^'+/, "")
    .replace(/^"+/, "")
    .split(/[.,?!'"]/);
  return word !== "" && word.toLowerCase() === first_word.toLowerCase();
}
