/**
 * IFEval (Zhou et al. 2023, arXiv:2311.07911): prompts with instructions that a program can check.
 *
 * @module
 */
import { defineEvaluation } from "./evaluation.ts";
import { followingOf } from "./ifeval/following.ts";
import { type IfevalItem, itemSchema } from "./ifeval/item.ts";
import { rewardsFor } from "./ifeval/specs.ts";
import { isLongTextLooping } from "./looping.ts";

const maxTokens = 256;

const measures = [
  { name: "strict", label: "strict", kind: "share" },
  { name: "loose", label: "loose", kind: "share" },
  { name: "strict_not_looping", label: "strict, not looping", kind: "share" },
] as const;

/** Each instruction's own scores. */
function scoresOf({ instructions }: IfevalItem, text: string) {
  const looping = isLongTextLooping(text);
  return instructions.map((instruction) => {
    const { strict, loose } = followingOf(instruction, text);
    const scores = { strict, loose, strict_not_looping: strict && !looping, looping };
    return { kind: instruction.id, scores };
  });
}

export const ifeval = defineEvaluation({
  name: "ifeval",
  description: "instructions that a program can check",
  itemSchema,
  howToGet:
    'JSON Lines, one prompt a line: {"prompt": "…", "instruction_id_list": ["keywords:existence", …], "kwargs": [{"keywords": ["dog"]}, …]}, as in instruction_following_eval/data of github.com/google-research/google-research (Apache-2.0).',
  group: { option: "instructions", of: ({ instructions }) => String(instructions.length) },
  measures,
  headline: "strict_not_looping",
  concurrency: 4,
  isLooping: isLongTextLooping,

  ask(item) {
    return {
      messages: [{ role: "user", content: item.prompt }],
      rewards: rewardsFor(item),
      max_tokens: maxTokens,
    };
  },

  measure(item, text) {
    const scores = scoresOf(item, text).map((scored) => scored.scores);
    return Object.fromEntries(measures.map(({ name }) => [name, scores.every((own) => own[name]) ? 1 : 0]));
  },

  parts: {
    label: "instruction",
    measures: [...measures, { name: "looping", label: "looping", kind: "share" }],
    of: (item, text) =>
      scoresOf(item, text).map(({ kind, scores }) => ({
        kind,
        measures: Object.fromEntries(Object.entries(scores).map(([name, held]) => [name, held ? 1 : 0])),
      })),
  },

  response: ({ prompt }, text) => ({ prompt, response: text }),
});
