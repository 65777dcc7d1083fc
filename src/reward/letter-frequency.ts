/**
 * `letter_frequency`: how often a letter stands in the text.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { type Claims, defineReward, type Piece } from "./reward.ts";
import { Band, checkLimits, inWords } from "./text/band.ts";
import { character } from "./text/character-sets.ts";
import { beginsSentence, capitalised, spaced } from "./text/spacing.ts";
import { listed, quotedUnlessWord } from "./text/wording.ts";
import { foldCase } from "./text/words.ts";

const count = z.int().nonnegative().max(10_000);

/** Letters that English texts have too few of by themselves, each in words that fit in almost anywhere. */
const words: Readonly<Record<string, readonly string[]>> = {
  b: ["but", "be"],
  j: ["just", "enjoy"],
  k: ["like", "know"],
  q: ["quite", "question"],
  v: ["very", "have"],
  x: ["next", "example"],
  z: ["amazing", "size"],
};

interface State {
  count: number;
  /** The last few characters of the text. */
  end: string;
}

const nothing: State = { count: 0, end: "" };

export const letterFrequency = defineReward({
  type: "letter_frequency",
  description: "How often a letter, or any other character, stands in the text.",
  schema: rewardFieldsSchema
    .extend({
      type: z.literal("letter_frequency"),
      letter: z
        .union([character, z.array(character).min(1).max(100)])
        .meta({ description: "A character, or a list of them that are counted together." }),
      min: count.optional().meta({ description: "At least so often." }),
      max: count.optional().meta({ description: "At most so often." }),
      ignore_case: z.boolean().default(true).meta({ description: "Whether capitals count, too." }),
    })
    .superRefine(checkLimits),
  example: { type: "letter_frequency", letter: "q", min: 3 },
  guides: ["prefix", "bound", "propose"],
  cost: "one pass over each token",

  prepare({ letter, min, max, ignore_case }) {
    const band = new Band(min, max);
    const fold = (one: string) => (ignore_case ? foldCase(one) : one);
    const letters = [...new Set([letter].flat().map(fold))];
    const counted = new Set(letters);
    const countIn = (text: string) => [...text].filter((one) => counted.has(fold(one))).length;
    const label = listed(letters.map(quotedUnlessWord), "or");

    return {
      work: 5,
      begin: () => nothing,
      advance: (state: State, { text }: Piece): State => ({
        count: state.count + countIn(text),
        end: (state.end + text).slice(-8),
      }),
      judge: (state: State) => ({
        value: band.value(state.count),
        measure: state.count,
        explain: `${label}: ${band.explain(state.count, "times")}`,
      }),
      bound: (state: State) => band.bound(state.count),
      propose(state: State, occasion) {
        if (occasion === "midway" || band.missing(state.count) === 0) return [];
        return appendices(letters, state.end).filter((text) => {
          const gain = countIn(text);
          return gain > 0 && state.count + gain <= band.most;
        });
      },
      shortfall: (state: State) => band.missing(state.count) * 6,
      claims: claimsOf(letters, band, `${label}${ignore_case ? " in any case" : ""}`),
    };
  },

  instruction({ letter, min, max }) {
    const letters = [letter].flat();
    const kind = letters.every((one) => /\p{L}/u.test(one)) ? "letter" : "character";
    const called = listed(letters.map(quotedUnlessWord), "or");
    return `Use the ${kind} ${called} ${inWords(new Band(min, max), "times")}.`;
  },
});

/** What may be appended to a text that ends with `end`. Frequent letters come as the text goes on: nothing is said for them. */
function appendices(letters: readonly string[], end: string): string[] {
  return letters.flatMap((letter) => {
    if (/[.,;:!?…)\]}]/u.test(letter)) return [letter];
    if (!/[\p{L}\p{M}]/u.test(letter)) return [spaced(end, letter)];
    const fitting = words[foldCase(letter)] ?? [];
    const all = beginsSentence(end) ? [...fitting.map(capitalised), ...fitting] : fitting;
    return all.map((word) => spaced(end, word));
  });
}

function claimsOf(letters: readonly string[], band: Band, unit: string): Claims {
  const sizes = { [unit]: band.limits };
  // A letter may stand within a word; only of signs can be said that the text contains them as such.
  const areSigns = letters.every((letter) => !/[\p{L}\p{N}\p{M}_]/u.test(letter));
  return areSigns && band.least > 0 ? { sizes, requires: [letters] } : { sizes };
}
