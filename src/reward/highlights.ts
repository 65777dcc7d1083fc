/**
 * `highlights`: spans that Markdown emphasises.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { defineReward, type Occasion } from "./reward.ts";
import { bandOf, checkCount, countFields } from "./shape/count-fields.ts";
import { countedLines } from "./shape/counted-lines.ts";
import { noItems } from "./shape/item-tally.ts";
import { hasContent } from "./shape/split-text.ts";
import { inWords } from "./text/band.ts";

const marks = ["**", "*"] as const;
/** Midway, a span is closed only from so many UTF-16 code units on: one word is rarely what should stand out. */
const leastMidway = 12;

export const highlights = defineReward({
  type: "highlights",
  description:
    "Highlighted spans: `*words*` or `**words**` on one line, without white space before the closing stars.",
  schema: rewardFieldsSchema
    .extend({ type: z.literal("highlights"), ...countFields("highlights") })
    .superRefine(checkCount),

  example: { type: "highlights", min: 2 },
  guides: ["prefix", "bound", "propose", "may_end"],
  cost: "one pass over the text",

  prepare: (spec) =>
    countedLines<number>({
      items: "highlights",
      band: bandOf(spec),
      none: 0,
      close: (count, line) => count + highlightsIn(line),
      tally: ({ closed, last }) => ({ ...noItems, full: closed + highlightsIn(last) }),
      open: ({ last }, _, occasion) => nextMark(last, occasion),
      isUnfinished: ({ last }) => last.endsWith("*") && isOpen(last),
      itemLength: 30,
      fewestCharacters: 3,
      requires: [["*"]],
    }),

  instruction: (spec) => `Highlight ${inWords(bandOf(spec), "parts")} of the text, *like this*.`,
});

/**
 * Never more than IFEval's check finds on the line, which takes the star of a bullet for the beginning of a
 * span. Stars pair up from the left, so that no continuation takes a highlight back.
 */
function highlightsIn(line: string): number {
  const text = line.replace(/^\s*\*(?=\s)/u, " ");
  const spans = text.match(/\*\*[^*]*\*\*|\*[^*]*\*/gu) ?? [];
  const own = spans.filter(isHighlight).length;
  return own === 0 ? 0 : Math.min(own, countedByIfeval(line));
}

function isHighlight(span: string): boolean {
  const inside = span.replaceAll("*", "");
  // A single star with a space behind it is a sign rather than a mark, as in 2 * 3.
  const isMarked = span.startsWith("**") || !/^\s/u.test(inside);
  return isMarked && hasContent(inside) && !/\s$/u.test(inside);
}

function countedByIfeval(line: string): number {
  const spans = [...(line.match(/\*[^*]*\*/gu) ?? []), ...(line.match(/\*\*[^*]*\*\*/gu) ?? [])];
  return spans.filter((span) => span.replaceAll("*", "").trim() !== "").length;
}

/** What closes the line's open highlight, or opens one. */
function nextMark(line: string, occasion: Occasion): string[] {
  // Two stars would close what one has opened, too, and leave one over.
  const closing = marks.findLast((mark) => adds(line, mark));
  if (closing) {
    const length = line.length - line.lastIndexOf("*") - 1;
    return occasion === "ending" || length >= leastMidway ? [closing] : [];
  }
  if (occasion === "midway" || isOpen(line)) return [];
  const space = /(^|\s)$/u.test(line) ? "" : " ";
  // Words are written with a space before them or without, and other stars on the line may be in the way.
  const works = ["x", " x"].every((words) => adds(line, `${space}**${words}**`));
  return works ? [`${space}**`] : ["\n**"];
}

/** Whether words are awaited that would stand in a highlight. */
function isOpen(line: string): boolean {
  return marks.some((mark) => adds(line, `x${mark}`));
}

function adds(line: string, more: string): boolean {
  return highlightsIn(line + more) > highlightsIn(line);
}
