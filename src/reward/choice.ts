/**
 * `choice`: the answer is one of several texts.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { text } from "../spec/text.ts";
import { defineReward, type TextJudge } from "./reward.ts";
import { charactersIn, wordsIn } from "./text/text-sizes.ts";
import { type WantedText, wantedText } from "./text/wanted-text.ts";
import { listed } from "./text/wording.ts";
import { fold, foldCase } from "./text/words.ts";

/** The text without the white space before it; null where no option can come of it any more. */
type State = string | null;

export const choice = defineReward({
  type: "choice",
  description: "The text is exactly one of the options; white space around it does not count.",
  schema: rewardFieldsSchema
    .extend({
      type: z.literal("choice"),
      options: z
        .array(text({ max: 500 }))
        .min(2)
        .max(100)
        .meta({ description: "Each a whole answer." }),
      ignore_case: z
        .boolean()
        .default(false)
        .meta({ description: "With `true`, capital and small letters are the same." }),
    })
    .superRefine(({ options, ignore_case }, context) => {
      const seen = new Set<string>();
      for (const [index, option] of options.entries()) {
        const compared = ignore_case ? foldCase(option.trim()) : option.trim();
        if (seen.has(compared)) {
          const message = "must differ from the other options";
          context.addIssue({ code: "custom", message, path: ["options", index] });
        }
        seen.add(compared);
      }
    }),

  example: { type: "choice", options: ["yes", "no", "I do not know"] },
  guides: ["prefix", "bound", "propose"],
  cost: "one comparison with each option",
  constructive: true,

  prepare(spec) {
    const options = spec.options.map((option) => option.trim());
    return {
      ...choiceOf(options.map((option) => wantedText(option, spec.ignore_case))),
      work: options.length,
      claims: {
        requires: [options],
        forbids: (text) => !options.some((option) => fold(option).includes(fold(text))),
        sizes: {
          characters: { min: Math.min(...options.map(charactersIn)) },
          words: { min: Math.min(...options.map(wordsIn)), max: Math.max(...options.map(wordsIn)) },
        },
        shape: "choice",
      },
    };
  },

  instruction({ options }) {
    const quoted = options.map((option) => JSON.stringify(option.trim()));
    return `Answer with nothing but ${listed(quoted, "or")}.`;
  },
});

function choiceOf(options: readonly WantedText[]): TextJudge<State> {
  /** What is still to come of each option that the text may become. */
  const openAfter = (state: State) => {
    if (state === null) return [];
    return options.flatMap((option) => {
      const text = option.fold(state);
      if (text.trimEnd() === option.folded) return [{ option, rest: "" }];
      return option.folded.startsWith(text) ? [{ option, rest: option.after(text.length) }] : [];
    });
  };

  return {
    begin: () => "",
    advance(state, { text }) {
      if (state === null) return null;
      const grown = (state + text).trimStart();
      return openAfter(grown).length === 0 ? null : grown;
    },
    judge(state) {
      const open = openAfter(state);
      const [nearest] = open.toSorted((a, b) => a.rest.length - b.rest.length);
      if (!nearest) return { value: 0, measure: null, explain: `is none of ${named(options)}` };
      const { option, rest } = nearest;
      const value = 1 - rest.length / option.folded.length;
      if (rest === "") return { value: 1, measure: null, explain: `is ${JSON.stringify(option.text)}` };
      const wanted = named(open.map(({ option }) => option));
      return { value, measure: null, explain: `may still become ${wanted}` };
    },
    bound: (state) => (state === null ? 0 : 1),
    /** At an ending, the shortest first: room may be short. */
    propose(state, occasion) {
      const rests = openAfter(state).map(({ rest }) => rest);
      if (rests.includes("")) return [];
      return occasion === "ending" ? rests.toSorted((a, b) => a.length - b.length) : rests;
    },
    options: (state) => openAfter(state).map(({ option, rest }) => ({ value: option.text, rest })),
  };
}

/** Most options to name in an explanation. */
const mostNamed = 5;

function named(options: readonly WantedText[]): string {
  const quoted = options.map(({ text }) => JSON.stringify(text));
  if (quoted.length <= mostNamed) return listed(quoted, "or");
  return `${quoted.slice(0, mostNamed).join(", ")} or ${quoted.length - mostNamed} others`;
}
