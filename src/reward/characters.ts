/**
 * `characters`: characters that must not stand in the text.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { defineReward, type Piece } from "./reward.ts";
import { calledOf, characterSet, finderOf } from "./text/character-sets.ts";
import { listed } from "./text/wording.ts";

interface Found {
  count: number;
  first: string | null;
}

const nothing: Found = { count: 0, first: null };

const sets = z.array(characterSet).max(100);

export const characters = defineReward({
  type: "characters",
  description: "Characters that must not stand in the text, such as commas, or all but a few.",
  schema: rewardFieldsSchema
    .extend({
      type: z.literal("characters"),
      forbid: sets
        .min(1)
        .meta({ description: "Kinds of characters by name, or single characters. `any` is all there are." }),
      allow: sets.default([]).meta({ description: "Those that may stand in the text all the same." }),
    })
    .refine(({ forbid, allow }) => !forbid.every((set) => allow.includes(set)), {
      message: "leaves nothing forbidden",
      path: ["allow"],
    }),
  example: { type: "characters", forbid: ["comma"] },
  guides: ["prefix", "bound"],
  cost: "one pass over each token",

  prepare({ forbid, allow }) {
    const finder = finderOf(forbid, allow);
    const isForbidden = (text: string) => text.match(finder) !== null;
    const value = ({ count }: Found) => 1 / (1 + count);
    return {
      work: 5,
      begin: () => nothing,
      advance(state: Found, { text }: Piece) {
        const found = text.match(finder);
        return found ? { count: state.count + found.length, first: state.first ?? found[0] } : state;
      },
      judge(state: Found) {
        const { count, first } = state;
        const explain = first === null ? "none" : `${count} forbidden, the first ${JSON.stringify(first)}`;
        return { value: value(state), measure: count, explain };
      },
      bound: value,
      claims: {
        forbids: (text) => [...text].some((one) => waysToWrite(one).every(isForbidden)),
      },
    };
  },

  instruction({ forbid, allow }) {
    const except = allow.length > 0 ? ` except ${listed(allow.map(calledOf), "and")}` : "";
    return `Do not use ${listed(forbid.map(calledOf), "or")}${except}.`;
  },
});

/** How a character may be written in a word that counts as the same: in either case, with any apostrophe or space, composed or not. */
function waysToWrite(one: string): string[] {
  const forms = [one, one.toLowerCase(), one.toUpperCase()];
  if (one === "'" || one === "’") forms.push("'", "’");
  if (/\s/u.test(one)) forms.push(" ", "\n", "\t", "\u00a0");
  return forms.flatMap((form) => [form.normalize("NFC"), form.normalize("NFD")]);
}
