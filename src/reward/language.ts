/**
 * `language`: the language that the text is written in.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { loadDetector } from "./language/detector.ts";
import { foreignLetter, languageCodes, languages } from "./language/languages.ts";
import {
  grown,
  noPassages,
  type Passages,
  passageTally,
  type Tally,
  tallyOfAll,
} from "./language/passages.ts";
import { defineReward, type TextJudge } from "./reward.ts";

interface State {
  passages: Passages;
  /** Whether a letter of another script stands in the text. */
  foreign: boolean;
}

/** The most that a text is worth which has a letter of another script, where there must be none. */
const mostForeign = 0.9;
/** The most that any other text is worth which does not satisfy. */
const mostUnsatisfied = 0.99;

export const language = defineReward({
  type: "language",
  description:
    "The language of the text. It is told passage by passage (a sentence or two each), so a text that changes its language is noticed; at its start, an opening in the language is proposed.",
  schema: rewardFieldsSchema.extend({
    type: z.literal("language"),
    language: z.enum(languageCodes).meta({ description: "ISO 639-1 code." }),
    min: z.number().min(0.01).max(1).default(0.75).meta({
      description: "Satisfied where passages in the language have at least this share of the text's letters.",
    }),
    own_script: z.boolean().default(false).meta({
      description:
        "No letter of a script that the language is not written in may stand in the text (in Hindi no Latin one, in German no Cyrillic one). Where hard, the search then drops every token that has one.",
    }),
  }),

  example: { type: "language", language: "de" },
  guides: ["prefix", "bound", "propose"],
  cost: "about 0.1 ms for each passage",

  async prepare({ language: wanted, min, own_script: ownScript }) {
    const tallyOf = passageTally(await loadDetector(), wanted);
    const foreign = foreignLetter(wanted);
    const { name, opening } = languages[wanted];
    const judge: TextJudge<State> = {
      begin: () => ({ passages: noPassages, foreign: false }),
      advance: (state, { text }) => ({
        passages: grown(state.passages, text, tallyOf),
        foreign: state.foreign || (ownScript && foreign.test(text)),
      }),
      judge(state) {
        const tally = tallyOfAll(state.passages, tallyOf);
        const share = (tally.byLanguage.get(wanted) ?? 0) / Math.max(tally.letters, 1);
        const enough = share >= min;
        const near = Math.min(tally.near / Math.max(tally.letters, 1) / min, mostUnsatisfied);
        const problems = [
          ...(enough ? [] : [`at least ${percent(min)} ${name} is wanted`]),
          ...(state.foreign ? ["a letter of another script stands there"] : []),
        ];
        return {
          value: problems.length === 0 ? 1 : Math.min(near, state.foreign ? mostForeign : 1),
          measure: share,
          explain: [described(tally), ...problems].join("; "),
        };
      },
      ...(ownScript && { bound: ({ foreign }: State) => (foreign ? mostForeign : 1) }),
      propose({ passages }) {
        const isEmpty = passages.last.text === "" && passages.open.trim() === "";
        return isEmpty ? [opening] : [];
      },
    };
    const claims = ownScript && { claims: { forbids: (text: string) => foreign.test(text) } };
    return { ...judge, ...claims, work: 50 };
  },

  instruction: ({ language: wanted }) => `Answer in ${languages[wanted].name}.`,
});

function described({ letters, byLanguage }: Tally): string {
  if (letters === 0) return "no letters";
  const shares = [...byLanguage].sort(([, a], [, b]) => b - a);
  const parts = shares.map(([code, count]) => `${languages[code].name} ${percent(count / letters)}`);
  return parts.length > 0 ? parts.join(", ") : "no language recognised";
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
