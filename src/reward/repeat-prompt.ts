/**
 * `repeat_prompt`: an answer that first repeats what it was asked.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { text } from "../spec/text.ts";
import { defineReward, type PreparedReward } from "./reward.ts";
import { RequiredStart, type Start } from "./text/required-start.ts";
import { sizesOf } from "./text/text-sizes.ts";
import { wantedText } from "./text/wanted-text.ts";
import { hasWordCharacter, withoutLastWord } from "./text/words.ts";

export const repeatPrompt = defineReward({
  type: "repeat_prompt",
  description:
    "The text first repeats the prompt word for word, in any case, and then goes on with an answer of its own.",
  schema: rewardFieldsSchema.extend({
    type: z.literal("repeat_prompt"),
    text: text({ max: 8000 })
      .optional()
      .meta({ description: "What is to be repeated; the prompt, or the user's last message, unless given." }),
  }),

  example: { type: "repeat_prompt" },
  guides: ["prefix", "bound", "propose"],
  cost: "one comparison with the beginning of the text",

  prepare: ({ text }, { prompt }) => repeating((text ?? prompt).trim()),

  instruction: ({ text }) =>
    text === undefined
      ? "First repeat the request word for word, without change, then give your answer."
      : `First repeat these words without change, then give your answer: ${text.trim()}`,
});

interface State {
  start: Start;
  /** What follows the repeated text, as far as it is needed: nothing, white space, or a letter or digit, too. */
  answer: string;
}

/** Between what is repeated and the answer. */
const gap = "\n\n";

function repeating(prompt: string): PreparedReward<State> {
  const wanted = wantedText(prompt, true);
  const start = new RequiredStart(wanted, false);
  const length = wanted.folded.length;
  const hasAnswer = ({ answer }: State) => hasWordCharacter(answer);
  // The answer counts as one more character.
  const value = (state: State) => (state.start.written + (hasAnswer(state) ? 1 : 0)) / (length + 1);

  return {
    begin: () => ({ start: start.begin(), answer: "" }),
    advance(state, { text }) {
      if (start.isDone(state.start))
        return hasAnswer(state) ? state : { ...state, answer: state.answer + text };
      const grown = start.advance(state.start, text);
      return { start: grown, answer: start.isDone(grown) ? wanted.fold(grown.head).slice(length) : "" };
    },
    judge(state) {
      const repeated = start.isDone(state.start);
      const explain = !repeated
        ? `repeats ${state.start.written} of ${length} characters`
        : hasAnswer(state)
          ? "repeats all and answers"
          : "repeats all, but no answer follows";
      return { value: value(state), measure: state.start.written, explain };
    },
    bound: (state) => (start.hasFailed(state.start) ? value(state) : 1),
    propose(state) {
      const rest = start.rest(state.start);
      if (rest !== "") return [rest];
      return start.isDone(state.start) && state.answer === "" ? [gap] : [];
    },
    work: 1,
    claims: {
      requires: [withoutLastWord(prompt).trim()].filter(Boolean).map((text) => [text]),
      sizes: sizesOf(prompt),
      begins: start.firstCharacters(),
    },
  };
}
