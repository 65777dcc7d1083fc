/**
 * `headings`: how many Markdown headings the text has.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { defineReward, type Occasion } from "./reward.ts";
import { bandOf, checkCount, countFields } from "./shape/count-fields.ts";
import { countedLines } from "./shape/counted-lines.ts";
import { type ItemTally, noItems } from "./shape/item-tally.ts";
import { freshLine, hasContent, mayBegin, type Split } from "./shape/split-text.ts";
import { inWords } from "./text/band.ts";

/** Below the title that a text is usually given with one #; and a single # makes small models write hashtags. */
const usualLevel = 2;

export const headings = defineReward({
  type: "headings",
  description:
    "Markdown headings: lines that begin with one to six `#`, a space and then words, outside of code blocks.",
  schema: rewardFieldsSchema
    .extend({
      type: z.literal("headings"),
      ...countFields("headings"),
      level: z
        .int()
        .min(1)
        .max(6)
        .optional()
        .meta({ description: "Counts only headings with so many `#`; any unless given." }),
    })
    .superRefine(checkCount),

  example: { type: "headings", min: 2, max: 5 },
  guides: ["prefix", "bound", "propose", "may_end"],
  cost: "one pass over the text",

  prepare(spec) {
    const { level } = spec;
    const isCounted = (line: string) => {
      const heading = headingOf(line);
      return heading?.isFull === true && heading.level === (level ?? heading.level);
    };
    const close = (closed: Lines, line: string): Lines => {
      const fence = fenceAfter(closed.fence, line);
      const isHeading = closed.fence === null && isCounted(line);
      return { ...closed, fence, full: closed.full + (isHeading ? 1 : 0) };
    };
    const certain = ({ closed, last }: Split<Lines>): ItemTally => close(closed, last);
    return countedLines<Lines>({
      items: "headings",
      band: bandOf(spec),
      none: { ...noItems, fence: null },
      close,
      tally(state) {
        const now = certain(state);
        return { ...now, begun: mayBecomeHeading(state, level) ? 1 : 0 };
      },
      certain,
      open: (state, _, occasion) =>
        nextHeading(state, close(state.closed, state.last).fence, level, occasion),
      // Something is to stand below it.
      isUnfinished: ({ closed, last }) => closed.fence === null && isCounted(last),
      itemLength: 100,
      fewestCharacters: 3,
      isOneALine: true,
      claimedAs: level === undefined ? "headings" : `level ${level} headings`,
      requires: [["#"]],
    });
  },

  instruction(spec) {
    const marks = "#".repeat(spec.level ?? usualLevel);
    return `Use ${inWords(bandOf(spec), "Markdown headings")} (lines that begin with ${marks}).`;
  },
});

interface Lines extends ItemTally {
  /** What opened the code block that the text is in; null outside of one. */
  fence: string | null;
}

/** https://spec.commonmark.org/0.31.2/#atx-headings */
function headingOf(line: string): { level: number; isFull: boolean; isOpen: boolean } | null {
  const [marks, hashes = ""] = /^ {0,3}(#{1,6})(?=[ \t]|$)/u.exec(line) ?? [];
  if (marks === undefined) return null;
  return { level: hashes.length, isFull: hasContent(line.slice(marks.length)), isOpen: marks === line };
}

/** https://spec.commonmark.org/0.31.2/#fenced-code-blocks, without regard to how long the fences are. */
function fenceAfter(fence: string | null, line: string): string | null {
  const [, found, info = ""] = /^ {0,3}(```|~~~)(.*)$/su.exec(line) ?? [];
  if (found === undefined) return fence;
  if (fence === null) return found;
  return found === fence && /^[`~\s]*$/u.test(info) ? null : fence;
}

function mayBecomeHeading({ closed, last }: Split<Lines>, level: number | undefined): boolean {
  const heading = closed.fence === null ? headingOf(last) : null;
  if (!heading || heading.isFull) return false;
  return level === undefined || heading.level === level || (heading.isOpen && heading.level < level);
}

function nextHeading(
  state: Split<Lines>,
  fence: string | null,
  level: number | undefined,
  occasion: Occasion,
): string[] {
  if (mayBecomeHeading(state, level)) {
    const missing = (level ?? 0) - (headingOf(state.last)?.level ?? 0);
    return missing > 0 ? ["#".repeat(missing)] : [];
  }
  if (occasion === "midway" && !mayBegin(state)) return [];
  // A space behind the marks is left to the model: its words begin with one.
  const marks = "#".repeat(level ?? usualLevel);
  if (fence === null) return [freshLine(state, 1) + marks];
  return occasion === "ending" ? [`${freshLine(state, 0)}${fence}\n\n${marks}`] : [];
}
