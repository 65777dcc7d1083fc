/**
 * `wrapped_in`: a text that stands as a whole between two marks.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { text } from "../spec/text.ts";
import { defineReward, type PreparedReward } from "./reward.ts";

const mark = text({ max: 50 });

export const wrappedIn = defineReward({
  type: "wrapped_in",
  description:
    "The whole text stands between an opening and a closing mark, as in quotes; white space around them does not count.",
  schema: rewardFieldsSchema.extend({
    type: z.literal("wrapped_in"),
    open: mark.default('"').meta({ description: "What the text begins with." }),
    close: mark.optional().meta({ description: "What it ends with; the same as `open` unless given." }),
  }),

  example: { type: "wrapped_in", open: "<<", close: ">>" },
  guides: ["prefix", "bound", "propose"],
  cost: "one comparison with each end of the text",
  closing: 3,

  prepare: ({ open, close = open }) => wrapping(open.trim(), close.trim()),

  instruction: ({ open, close = open }) =>
    open === '"' && close === '"'
      ? "Put your whole answer in double quotation marks."
      : `Begin your answer with ${open.trim()} and end it with ${close.trim()}.`,
});

interface State {
  /** The text without the white space before it. */
  text: string;
  /** Whether it begins with something else. */
  failed: boolean;
}

function wrapping(open: string, close: string): PreparedReward<State> {
  const insideOf = ({ text }: State) => text.slice(open.length).trimEnd();
  const isOpen = ({ text }: State) => text.startsWith(open);
  const isClosed = (state: State) => {
    const inside = insideOf(state);
    return isOpen(state) && inside.endsWith(close) && hasText(inside.slice(0, -close.length));
  };
  /** What is still to be written of the closing mark. */
  const restOfClose = (state: State) => {
    const inside = state.text.slice(open.length);
    for (let written = close.length - 1; written > 0; written--) {
      if (inside.endsWith(close.slice(0, written)) && hasText(inside.slice(0, -written)))
        return close.slice(written);
    }
    return close;
  };

  return {
    begin: () => ({ text: "", failed: false }),
    advance({ text: before, failed }, { text }) {
      if (failed) return { text: "", failed };
      const grown = (before + text).trimStart();
      return grown.startsWith(open) || open.startsWith(grown)
        ? { text: grown, failed: false }
        : { text: "", failed: true };
    },
    judge(state) {
      if (isClosed(state)) return { value: 1, measure: null, explain: `stands between ${open} and ${close}` };
      if (!isOpen(state)) return { value: 0, measure: null, explain: `does not begin with ${open}` };
      const missing = hasText(insideOf(state)) ? `does not end with ${close}` : "nothing stands there yet";
      return { value: 0.5, measure: null, explain: `begins with ${open}, but ${missing}` };
    },
    bound: ({ failed }) => (failed ? 0 : 1),
    propose(state, occasion) {
      if (state.failed || isClosed(state)) return [];
      if (!isOpen(state)) return [open.slice(state.text.length)];
      return occasion === "ending" && hasText(insideOf(state)) ? [restOfClose(state)] : [];
    },
    shortfall: (state) =>
      isClosed(state) ? 0 : isOpen(state) ? close.length : open.length + close.length + 1,
    work: 1,
    claims: { sizes: { characters: { min: 3 } } },
  };
}

function hasText(inside: string): boolean {
  return inside.trim() !== "";
}
