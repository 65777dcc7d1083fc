/**
 * `profanity`: that nothing profane stands in the text.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { text } from "../spec/text.ts";
import { defineReward, type TextJudge } from "./reward.ts";
import { loadProfaneTerms } from "./text/profane-terms.ts";
import { listed } from "./text/wording.ts";
import { fold } from "./text/words.ts";

interface Closed {
  /** The word before, with which the next one may make a term. */
  previous: string;
  found: readonly string[];
}

interface State extends Closed {
  /** Behind the last white space: “ass” may yet become “assume”. */
  open: string;
}

const words = z
  .array(
    text({ max: 50 }).refine((word) => /^[\p{L}\p{N}\p{M}_']+$/u.test(word), "must be one word, of letters"),
  )
  .max(200)
  .default([]);
const wordsIn = /[\p{L}\p{N}\p{M}_'’]+/gu;

export const profanity = defineReward({
  type: "profanity",
  description:
    "No profane, obscene or slurring English word stands in the text, by a list of some 70 with their inflections and disguises.",
  schema: rewardFieldsSchema.extend({
    type: z.literal("profanity"),
    also: words.meta({ description: "Words that must not stand there either, as whole words in any case." }),
    allow: words.meta({ description: "Words that may stand there although they are in the list." }),
  }),

  example: { type: "profanity", also: ["damn"] },
  guides: ["prefix", "bound"],
  cost: "a search of each word for the list",

  async prepare({ also, allow }) {
    const termsIn = await loadProfaneTerms();
    const own = new Set(also.map(fold));
    const allowed = new Set(allow.map(fold));

    function closed({ found, previous }: Closed, chunks: readonly string[]): Closed {
      const visible = chunks
        .map((chunk) => chunk.replaceAll(wordsIn, hideAllowed))
        .filter((chunk) => chunk !== "");
      const last = visible.at(-1);
      if (last === undefined) return { found, previous };
      const terms = termsIn([previous, ...visible].join(" "), previous.length);
      const ownTerms = visible
        .flatMap((chunk) => chunk.match(wordsIn) ?? [])
        .map(fold)
        .filter((word) => own.has(word));
      const more = [...terms, ...ownTerms];
      return { found: more.length > 0 ? [...found, ...more] : found, previous: last };
    }
    // A number is not meant, with its unit or without, though 455 looks like a word in disguise.
    const hideAllowed = (word: string) =>
      /^(?:\p{N}+|\p{N}{2,}\p{L}{1,3})$/u.test(word) || allowed.has(fold(word)) ? "" : word;

    const judge: TextJudge<State> = {
      begin: () => ({ open: "", previous: "", found: [] }),
      advance(state, { text }) {
        const chunks = (state.open + text).split(/\s+/u);
        const open = chunks.pop() ?? "";
        return { ...closed(state, chunks), open };
      },
      judge(state) {
        const { found } = closed(state, [state.open]);
        return {
          value: valueWith(found),
          measure: found.length,
          explain:
            found.length === 0 ? "nothing profane" : `profane: ${[...new Set(found)].sort().join(", ")}`,
        };
      },
      bound: ({ found }) => valueWith(found),
    };
    const forbids = (text: string) =>
      closed({ previous: "", found: [] }, text.split(/\s+/u)).found.length > 0;
    return { ...judge, claims: { forbids }, work: 100 };
  },

  instruction({ also }) {
    const words =
      also.length > 0 ? ` Do not use the ${also.length === 1 ? "word" : "words"} ${listed(also, "or")}.` : "";
    return `Use no profane language.${words}`;
  },
});

function valueWith(found: readonly string[]): number {
  return 1 / (1 + found.length);
}
