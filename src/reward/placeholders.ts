/**
 * `placeholders`: parts that the reader is to fill in, in square brackets.
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
import { spaced } from "./text/spacing.ts";

/** Midway, a bracket is closed only from so many UTF-16 code units on. */
const leastMidway = 4;

export const placeholders = defineReward({
  type: "placeholders",
  description: "Placeholders in square brackets, such as `[name]`, each on one line.",
  schema: rewardFieldsSchema
    .extend({ type: z.literal("placeholders"), ...countFields("placeholders") })
    .superRefine(checkCount),

  example: { type: "placeholders", min: 3 },
  guides: ["prefix", "bound", "propose", "may_end"],
  cost: "one pass over the text",

  prepare: (spec) =>
    countedLines<number>({
      items: "placeholders",
      band: bandOf(spec),
      none: 0,
      close: (count, line) => count + placeholdersIn(line),
      tally: ({ closed, last }) => ({ ...noItems, full: closed + placeholdersIn(last) }),
      open: ({ last }, _, occasion) => nextBracket(last, occasion),
      isUnfinished: ({ last }) => openIn(last) === "",
      itemLength: 20,
      fewestCharacters: 3,
      requires: [["["], ["]"]],
    }),

  instruction: (spec) => `Use ${inWords(bandOf(spec), "placeholders")} in square brackets, such as [name].`,
});

function placeholdersIn(line: string): number {
  return (line.match(/\[[^[\]]*\]/gu) ?? []).filter(hasContent).length;
}

/** What stands behind the line's last bracket if that one is open; null otherwise. */
function openIn(line: string): string | null {
  const open = line.lastIndexOf("[");
  return open > line.lastIndexOf("]") ? line.slice(open + 1).trim() : null;
}

function nextBracket(line: string, occasion: Occasion): string[] {
  const open = openIn(line);
  if (open === null) return occasion === "ending" ? [spaced(line, "[")] : [];
  return hasContent(open) && (occasion === "ending" || open.length >= leastMidway) ? ["]"] : [];
}
