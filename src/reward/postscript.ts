/**
 * `postscript`: an afterthought behind its marker.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { text } from "../spec/text.ts";
import { defineReward, type Occasion, type PreparedReward } from "./reward.ts";
import { endsSentence, freshLine, hasContent, type Split, splitText } from "./shape/split-text.ts";

/** Markdown and white space that may stand before the marker. */
const decoration = /^[\s#*_>]+/u;
/** From so many words on, a postscript may end without a full stop, too. */
const enoughWords = 3;
/** UTF-16 code units of a short one. */
const usualLength = 60;

export const postscript = defineReward({
  type: "postscript",
  description: "A postscript: a line that begins with its marker, in any case, and words behind it.",
  schema: rewardFieldsSchema.extend({
    type: z.literal("postscript"),
    marker: text({ max: 40 })
      .refine(
        (marker) => !/^\s|\s$|\n/u.test(marker) && !decoration.test(marker),
        "must be on one line, without white space or Markdown around it",
      )
      .default("P.S.")
      .meta({ description: "What it begins with." }),
  }),

  example: { type: "postscript", marker: "P.P.S" },
  guides: ["prefix", "propose", "may_end"],
  cost: "one pass over the text",
  closing: 1,

  prepare({ marker }): PreparedReward<Split<Found>> {
    const read = ({ closed, last }: Split<Found>) => withLine(closed, last, marker);
    return {
      ...splitText<Found>("\n", null, (found, line) => withLine(found, line, marker)),
      judge(state) {
        const found = read(state);
        if (found === null) return { value: 0, measure: null, explain: `no line begins with ${marker}` };
        if (found === 0) return { value: 0.5, measure: null, explain: `nothing stands behind ${marker}` };
        return { value: 1, measure: null, explain: `has a postscript` };
      },
      mayEnd(state) {
        const words = read(state) ?? 0;
        return words >= enoughWords || (words > 0 && endsSentence(state.last));
      },
      propose: (state, occasion) => (read(state) === null ? nextPart(state, marker, occasion) : []),
      shortfall: (state) => (read(state) === null ? marker.length + usualLength : usualLength),
      work: 1,
      claims: { sizes: { characters: { min: 2 } } },
    };
  },

  instruction: ({ marker }) => `End with a postscript that begins with ${marker}`,
});

/** Words of the postscript; null where there is none. */
type Found = number | null;

function withLine(found: Found, line: string, marker: string): Found {
  if (found !== null) return found + wordsIn(line);
  const plain = line.replace(decoration, "");
  const rest = plain.slice(marker.length);
  if (!isAlike(plain.slice(0, marker.length), marker)) return null;
  return isInsideWord(marker, rest) ? null : wordsIn(rest);
}

function wordsIn(text: string): number {
  return text.split(/\s+/u).filter(hasContent).length;
}

function isInsideWord(before: string, after: string): boolean {
  return /[\p{L}\p{N}]$/u.test(before) && /^[\p{L}\p{N}\p{M}]/u.test(after);
}

function isAlike(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function nextPart(state: Split<Found>, marker: string, occasion: Occasion): string[] {
  const begun = state.last.replace(decoration, "");
  // The first letter alone may begin anything.
  const least = occasion === "ending" ? 1 : 2;
  if (begun.length >= least && begun.length < marker.length && isAlike(begun, marker.slice(0, begun.length)))
    return [marker.slice(begun.length)];
  return occasion === "ending" ? [freshLine(state, 1) + marker] : [];
}
