/**
 * `regex`: a pattern that the text must or must not match.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { text } from "../spec/text.ts";
import { TillerError } from "../spec/tiller-error.ts";
import { compilePattern, type Pattern, type PatternMode } from "./pattern/pattern.ts";
import { patternClaims } from "./pattern/pattern-claims.ts";
import { patternJudge } from "./pattern/pattern-judge.ts";
import { defineReward } from "./reward.ts";

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
  guides: ["prefix", "bound", "propose"],
  cost: "one step of a linear-time automaton for each character",
  constructive: true,

  prepare({ pattern: source, mode }) {
    const pattern = compile(source, mode);
    if (!pattern.isAlive(pattern.start)) {
      const what = {
        search: "no text has a match",
        full: "no text matches",
        absent: "every text has a match",
      };
      throw refusal(what[mode]);
    }
    return {
      ...patternJudge(pattern, mode),
      work: pattern.size,
      claims: patternClaims(pattern, mode),
    };
  },
});

function compile(source: string, mode: PatternMode): Pattern {
  try {
    return compilePattern(source, { mode });
  } catch (error) {
    throw error instanceof TillerError ? refusal(error.message, error) : error;
  }
}

function refusal(message: string, cause?: unknown): TillerError {
  return new TillerError("invalid_request", message, { param: "/pattern", cause });
}
