/**
 * `judge`: what the language model itself makes of an answer.
 *
 * A small model that is asked whether an answer is polite says yes, whatever the answer is; but it finds a polite answer
 * likelier where a polite one was asked for. So the question is turned round, as a noisy channel (Min et al. 2022,
 * *Noisy Channel Language Model Prompting*, arXiv:2108.04106): by Bayes, the odds of yes are those of the answer behind
 * a request for it and behind a request for its opposite.
 *
 * @module
 */
import { z } from "zod";
import type { Likelihoods } from "../decode/asides.ts";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { text } from "../spec/text.ts";
import { TillerError } from "../spec/tiller-error.ts";
import { type Standard, type StandardName, standardNames, standards } from "./judge/standards.ts";
import { assessedTogether, defineReward, type Judgement } from "./reward.ts";
import { listed } from "./text/wording.ts";

/** Of the work that is capped over a request: what a judge keeps of its contexts takes as much memory as two paths. */
const work = 100;

const needingText = standardNames.filter((name) => needsText(name));

export const judge = defineReward({
  type: "judge",
  description: `What the language model itself makes of the answer, by a question or a named standard: ${listed(
    standardNames.map((name) => `\`${name}\` (${standards[name].description})`),
    "and",
  )}. The probability of yes, by how much likelier the model finds the answer where one like that was asked for than where its opposite was. With the default model it is better at preferring one answer to another (right in three of four pairs) than at telling good ones from bad by themselves (two of three), so take it soft. For finished texts; of one that is longer than an answer may be the beginning is read, and the judgement says so.`,
  schema: rewardFieldsSchema
    .extend({
      type: z.literal("judge"),
      standard: z.enum(standardNames).optional().meta({ description: "What the answer should be." }),
      question: text({ max: 300 }).optional().meta({
        description:
          "A question about the answer that should be answered with yes: “Is the answer about food?” In place of `standard`. Beta: the model takes few questions in.",
      }),
      to: text({ max: 4000 })
        .optional()
        .meta({
          description: `A text that the answer is compared with: for ${listed(
            needingText.map((name) => `\`${name}\``),
            "and",
          )}, and for a question that speaks of it.`,
        }),
      threshold: z.number().min(0.01).max(0.99).default(0.9).meta({
        description: "The probability from which on it is high enough; below, the value falls with it, to 0.",
      }),
    })
    .refine(({ standard, question }) => (standard === undefined) !== (question === undefined), {
      message: "needs either a standard or a question",
      path: ["standard"],
    })
    .refine(({ standard, to }) => standard === undefined || needsText(standard) === (to !== undefined), {
      message: `goes with ${listed(needingText, "and")} and with questions, which are nothing without it`,
      path: ["to"],
    }),

  example: { type: "judge", standard: "polite" },
  guides: [],
  cost: "two passes of the model over the text, which count as forward tokens and steps",

  prepare({ standard, question = "", to, threshold }, { reader }) {
    if (!reader) {
      throw new TillerError(
        "invalid_request",
        "asks the model how likely texts are, which this one does not tell",
        {
          param: "/type",
        },
      );
    }
    const before = to === undefined ? [] : [`Text: ${to}`];
    const sides = standard
      ? sidesOf(standards[standard]).map((sentence) => ({ before, after: [sentence] }))
      : answersTo(question).map((sentence) => ({ before: [sentence, ...before] }));
    const contexts = sides.map((sentences) => reader.behind(sentences));
    const judge = assessedTogether(async (texts) => {
      const readings = await reader.read(
        contexts,
        texts.map(({ text }) => text),
      );
      return readings.map((reading) => judgementOf(reading, threshold));
    });
    return { ...judge, work, takes: reader.most(contexts) };
  },

  instruction: ({ standard, to }) => (standard && to === undefined ? standards[standard].wanted : null),
});

function judgementOf({ nats, tokens, isCut }: Likelihoods, threshold: number): Judgement {
  if (tokens === 0) return { value: 0, measure: null, explain: "nothing is written" };
  const [wanted = 0, unwanted = 0] = nats;
  const probability = 1 / (1 + Math.exp(unwanted - wanted));
  const extent = isCut ? `, by its first ${tokens} tokens` : "";
  return {
    value: Math.min(1, probability / threshold),
    measure: probability,
    explain: `yes with ${probability.toFixed(3)}${extent}, at least ${threshold} is wanted`,
  };
}

/** A request for it, and one for its opposite. */
function sidesOf({ wanted, unwanted }: Standard): string[] {
  return [wanted, unwanted];
}

/** The same for a question of any kind. */
function answersTo(question: string): string[] {
  return ["yes", "no"].map((answer) => `The answer to the question "${question}" should be ${answer}.`);
}

function needsText(name: StandardName): boolean {
  const standard: Standard = standards[name];
  return standard.needsText ?? false;
}
