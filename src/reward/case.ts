/**
 * `case`: a text all in small letters or all in capitals.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { defineReward, type Piece } from "./reward.ts";
import { counted } from "./text/wording.ts";

const cases = {
  lower: {
    wanted: /\p{Lowercase}/u,
    // A title letter (ǅ) is neither small nor a capital.
    wrong: /[\p{Uppercase}\p{Lt}]/gu,
    wantedName: "small letters",
    wrongName: "capital letters",
    adjective: "lowercase",
  },
  upper: {
    wanted: /\p{Uppercase}/u,
    wrong: /[\p{Lowercase}\p{Lt}]/gu,
    wantedName: "capital letters",
    wrongName: "small letters",
    adjective: "capital",
  },
};

interface Letters {
  /** Whether there is a letter as wanted. */
  any: boolean;
  wrong: number;
  firstWrong: string;
}

const noLetters: Letters = { any: false, wrong: 0, firstWrong: "" };

export const letterCase = defineReward({
  type: "case",
  description: "The text has letters, and all that have a case have the same. Digits and signs have none.",
  schema: rewardFieldsSchema.extend({
    type: z.literal("case"),
    mode: z
      .enum(["lower", "upper"])
      .meta({ description: "`lower`: small letters only; `upper`: capitals only." }),
  }),
  example: { type: "case", mode: "lower" },
  guides: ["prefix", "bound"],
  cost: "one pass over each token",

  prepare({ mode }) {
    const { wanted, wrong, wantedName, wrongName } = cases[mode];
    const bound = (state: Letters) => 1 / (1 + state.wrong);
    return {
      work: 5,
      begin: () => noLetters,
      advance(state: Letters, { text }: Piece): Letters {
        const found = text.match(wrong) ?? [];
        const [first = ""] = found;
        return {
          any: state.any || wanted.test(text),
          wrong: state.wrong + found.length,
          firstWrong: state.firstWrong || first,
        };
      },
      judge: (state: Letters) => ({
        value: state.any ? bound(state) : 0,
        measure: state.wrong,
        explain:
          state.wrong > 0
            ? `${counted(state.wrong, wrongName)}, the first ${state.firstWrong}`
            : `${state.any ? "only" : "no"} ${wantedName}`,
      }),
      bound,
      claims: { sizes: { [wantedName]: { min: 1 }, [wrongName]: { max: 0 } } },
    };
  },

  instruction: ({ mode }) => `Write everything in ${cases[mode].adjective} letters.`,
});
