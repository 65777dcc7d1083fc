/**
 * `regex`: a pattern that the text must or must not match.
 *
 * @module
 */
import { RE2JS } from "re2js";
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { text } from "../spec/text.ts";
import { TillerError } from "../spec/tiller-error.ts";
import { defineReward, wholeText } from "./reward.ts";

/** What `explain` says of a text that satisfies the mode, and of one that does not. */
const verdicts = {
  search: ["found", "not found"],
  full: ["the whole text matches", "the whole text does not match"],
  absent: ["absent", "found"],
} as const;

export const regex = defineReward({
  type: "regex",
  description:
    "A regular expression in RE2 syntax, which matches in linear time: no back-references, no look-around.",
  schema: rewardFieldsSchema.extend({
    type: z.literal("regex"),
    pattern: text({ max: 1000, allowEmpty: true }).meta({
      description: "The expression, without delimiters; `(?i)` at its start ignores case.",
    }),
    mode: z.enum(["search", "full", "absent"]).default("search").meta({
      description:
        "`search`: somewhere in the text; `full`: the text as a whole; `absent`: nowhere in the text.",
    }),
  }),

  example: { type: "regex", pattern: "^[A-Z]" },
  guides: [],
  cost: "one pass of a linear-time engine",

  prepare({ pattern, mode }) {
    const compiled = compile(pattern);
    const holds = {
      search: (text: string) => compiled.matcher(text).find(),
      full: (text: string) => compiled.matches(text),
      absent: (text: string) => !compiled.matcher(text).find(),
    }[mode];
    const judge = wholeText(({ text }) => {
      const satisfied = holds(text);
      return { value: satisfied ? 1 : 0, measure: null, explain: verdicts[mode][satisfied ? 0 : 1] };
    });
    return { ...judge, work: compiled.programSize() };
  },
});

/** Matching takes time proportional to the text's length times the program's size: `a{1000}` has 1,000 instructions. */
const maxProgramSize = 1000;

function compile(pattern: string): RE2JS {
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(pattern);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw refusal(`not a regular expression in RE2 syntax: ${reason}`, error);
  }
  if (compiled.programSize() > maxProgramSize) {
    throw refusal(`too large: ${compiled.programSize()} instructions, at most ${maxProgramSize}`);
  }
  return compiled;
}

function refusal(message: string, cause?: unknown): TillerError {
  return new TillerError("invalid_request", message, { param: "/pattern", cause });
}
