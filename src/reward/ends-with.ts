/**
 * `ends_with`: the words that a text ends with.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { text } from "../spec/text.ts";
import { defineReward, type PreparedReward } from "./reward.ts";
import { beginsSentence, spaced } from "./text/spacing.ts";
import { sizesOf } from "./text/text-sizes.ts";
import { type WantedText, wantedText, withoutClosingQuotes } from "./text/wanted-text.ts";
import { isInsideWord, withoutFirstWord } from "./text/words.ts";

export const endsWith = defineReward({
  type: "ends_with",
  description: "What the text ends with; white space after it does not count.",
  schema: rewardFieldsSchema.extend({
    type: z.literal("ends_with"),
    text: text({ max: 1000 }).meta({ description: "The last words, punctuation and all." }),
    ignore_case: z.boolean().default(true).meta({ description: "Capital and small letters are the same." }),
    ignore_quotes: z
      .boolean()
      .default(true)
      .meta({ description: "Closing quotes may follow, as where the whole text stands in quotes." }),
  }),

  example: { type: "ends_with", text: "Is there anything else I can help with?" },
  guides: ["prefix", "bound", "propose"],
  cost: "one comparison with the end of the text",
  closing: 2,

  prepare: (spec) => endingOf(wantedText(spec.text.trim(), spec.ignore_case), spec.ignore_quotes),

  instruction: ({ text }) => `End with exactly these words, and nothing after them: ${text.trim()}`,
});

/** Its state is the text so far: as long as an answer it is quick to copy. */
function endingOf(wanted: WantedText, ignoreQuotes: boolean): PreparedReward<string> {
  const length = wanted.folded.length;
  /** How much of the wanted text stands at the end: all, or what it begins with, from the start of a word on. */
  const writtenIn = (state: string) => {
    const end = wanted.fold(state.trimEnd());
    const ends = ignoreQuotes ? withoutClosingQuotes(end) : [end];
    if (ends.some((end) => end.endsWith(wanted.folded))) return length;
    const open = wanted.fold(state);
    for (let written = Math.min(length - 1, open.length); written > 0; written--) {
      const from = open.length - written;
      if (wanted.folded.startsWith(open.slice(from)) && !isInsideWord(open, from)) return written;
    }
    return 0;
  };
  const wholeEnding = (state: string) => {
    const appended = spaced(state, wanted.text);
    const isSentence = /^\p{Lu}/u.test(wanted.text);
    return isSentence && !beginsSentence(state) ? [`. ${wanted.text}`, appended] : [appended];
  };

  return {
    begin: () => "",
    advance: (state, { text }) => state + text,
    judge(state) {
      const written = writtenIn(state);
      const explain =
        written === length ? "ends as it is to" : `does not end with ${JSON.stringify(wanted.text)}`;
      return { value: written / length, measure: null, explain };
    },
    bound: () => 1,
    /** Midway only what is half written: its first word alone begins many another sentence. */
    propose(state, occasion) {
      const written = writtenIn(state);
      if (written === length) return [];
      const rest = written * 2 >= length ? [wanted.after(written)] : [];
      return occasion === "midway" ? rest : [...rest, ...wholeEnding(state)];
    },
    shortfall: (state) => (writtenIn(state) === length ? 0 : wanted.text.length + 2),
    work: 1,
    claims: {
      requires: [withoutFirstWord(wanted.text).trim()].filter(Boolean).map((text) => [text]),
      sizes: sizesOf(wanted.text),
    },
  };
}
