/**
 * `capital_words`: how many words are in capitals.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { defineReward, type Piece } from "./reward.ts";
import { Band, checkLimits, inWords } from "./text/band.ts";
import { beginsSentence, spaced } from "./text/spacing.ts";

const count = z.int().nonnegative().max(1000);

/** What tells words apart in the Treebank tokenizer, which others count by: not a hyphen, a slash or a full stop. */
const separator = /(?:[\s,;:@#$%&?!()[\]{}<>"“”„«»'’‘`*—–…]|-{2,}|\.{2,})+/u;

/** What may be said at the end of many a text. */
const phrases = [
  ...["NOTE:", "REMEMBER:", "IMPORTANT:"],
  ...["PLEASE NOTE:", "GOOD LUCK!", "VERY IMPORTANT:"],
  ...["THANK YOU FOR READING!", "HAVE A GOOD DAY!", "PLEASE KEEP IN MIND:"],
];

interface State {
  /** Of the words that are closed. */
  closed: number;
  /** What may yet become another word: "I" may become "It". */
  open: string;
  /** The last few characters of the text. */
  end: string;
}

export const capitalWords = defineReward({
  type: "capital_words",
  description:
    "How many words are all in capitals. They may hold digits and signs, and are told apart by white space, apostrophes and most punctuation, not by hyphens.",
  schema: rewardFieldsSchema
    .extend({
      type: z.literal("capital_words"),
      min: count.optional().meta({ description: "At least this many." }),
      max: count.optional().meta({ description: "At most this many." }),
      min_letters: z.int().min(1).max(9).default(1).meta({
        description: "How many letters make such a word; with 2, I and A are none.",
      }),
    })
    .superRefine(checkLimits),
  example: { type: "capital_words", min: 2 },
  guides: ["prefix", "bound", "propose"],
  cost: "one pass over each token",

  prepare({ min, max, min_letters }) {
    const band = new Band(min, max);
    const isCapital = (word: string) =>
      /\p{Uppercase}/u.test(word) &&
      !/[\p{Lowercase}\p{Lt}]/u.test(word) &&
      (word.match(/\p{L}/gu) ?? []).length >= min_letters;
    const capitalsIn = (words: readonly string[]) => words.filter(isCapital).length;
    const found = ({ closed, open }: State) => closed + capitalsIn([open]);
    const gains = phrases.map((text) => ({ text, gain: capitalsIn(text.split(separator)) }));

    return {
      work: 5,
      begin: () => ({ closed: 0, open: "", end: "" }),
      advance(state: State, { text }: Piece): State {
        const words = (state.open + text).split(separator);
        const open = words.pop() ?? "";
        return { closed: state.closed + capitalsIn(words), open, end: (state.end + text).slice(-8) };
      },
      judge(state: State) {
        const measure = found(state);
        return { value: band.value(measure), measure, explain: band.explain(measure, "words in capitals") };
      },
      bound: ({ closed }: State) => band.bound(closed),
      propose(state: State, occasion) {
        const missing = band.missing(found(state));
        if (occasion === "midway" || missing === 0) return [];
        const largest = Math.max(...gains.map(({ gain }) => (gain > missing ? 0 : gain)));
        const fitting = gains.filter(({ gain }) => gain === largest);
        // Asked for another, it says something else.
        const { text = "" } = fitting[found(state) % fitting.length] ?? {};
        const phrase = state.end === "" || state.end.endsWith("\n") ? text : `\n\n${text}`;
        const isOpening = min_letters === 1 && beginsSentence(state.end);
        return isOpening ? [phrase, spaced(state.end, "I")] : [phrase];
      },
      shortfall: (state: State) => band.missing(found(state)) * 6,
      claims: {
        sizes: {
          capital_words: band.limits,
          ...(band.least > 0 && { "capital letters": { min: band.least } }),
        },
      },
    };
  },

  instruction: ({ min, max }) => `Write ${inWords(new Band(min, max), "words")} in capital letters.`,
});
