/**
 * What each instruction of IFEval is as rewards.
 *
 * @module
 */
import type { Ask } from "../evaluation.ts";
import { checkers } from "./checkers.ts";
import {
  type ForEachKind,
  type Instruction,
  type InstructionId,
  lookUp,
  type Relation,
} from "./instruction.ts";
import type { IfevalItem } from "./item.ts";

type RewardInput = NonNullable<Ask["rewards"]>[number];

/**
 * No prompt asks for it: that an answer does not go round in circles goes without saying. What is repeated
 * because the prompt wants it may itself say the same twice, and last words may have been said before.
 */
function againstLoops(ids: ReadonlySet<string>): RewardInput {
  const repeats = ids.has("combination:repeat_prompt") ? 2 : 0;
  const last = ids.has("startend:end_checker") ? 1 : 0;
  return { type: "repetition", enforce: "hard", n: 3, max: 1 + repeats + last };
}

/**
 * The rewards that together hold where every instruction is followed. They are hard, but for what cannot be
 * had: a few prompts want themselves repeated, which breaks what else they want.
 */
export function rewardsFor({ instructions }: IfevalItem): RewardInput[] {
  const ids = new Set(instructions.map(({ id }) => id));
  const repeated =
    instructions.find(({ id }) => id === "combination:repeat_prompt")?.kwargs.prompt_to_repeat ?? "";
  const rewards = instructions.flatMap((instruction) => {
    const enforce =
      typeof repeated === "string" && repeated !== "" && isBrokenFor(instruction, repeated) ? "soft" : "hard";
    return lookUp(specs, instruction, ids).map((reward): RewardInput => ({ ...reward, enforce }));
  });
  return [...rewards, againstLoops(ids)];
}

/** Whether no text that `beginning` is part of follows the instruction: it forbids what stands there. */
function isBrokenFor({ id, kwargs }: Instruction, beginning: string): boolean {
  const forbids = forbiddingKinds.includes(id) || Object.values(kwargs).includes("less than");
  return forbids && !lookUp(checkers, { id, kwargs }, beginning);
}

const forbiddingKinds: readonly InstructionId[] = [
  "change_case:english_capital",
  "change_case:english_lowercase",
  "keywords:forbidden_words",
  "punctuation:no_comma",
];

/** Kinds of instruction that ask for something in Latin letters, whatever the language of the answer. */
const latinKinds: readonly InstructionId[] = [
  "change_case:capital_word_frequency",
  "combination:repeat_prompt",
  "detectable_content:postscript",
  "detectable_format:constrained_response",
  "detectable_format:multiple_sections",
  "keywords:existence",
  "keywords:frequency",
  "keywords:letter_frequency",
  "length_constraints:nth_paragraph_first_word",
  "startend:end_checker",
];

const inWords: RewardInput[] = [
  { type: "length", unit: "words", min: 12 },
  { type: "characters", forbid: ["emoji"] },
];

const specs: ForEachKind<RewardInput[], [ids: ReadonlySet<string>]> = {
  "change_case:capital_word_frequency": ({ capital_relation, capital_frequency }) => [
    { type: "capital_words", ...limits(capital_relation, capital_frequency) },
  ],
  // That they are in English goes without saying: so is the prompt, and capitals make a language hard to tell.
  // It takes some words to be in English at all: the model would rather say a letter, or a row of pictograms.
  "change_case:english_capital": () => [{ type: "case", mode: "upper" }, ...inWords],
  "change_case:english_lowercase": () => [{ type: "case", mode: "lower" }, ...inWords],

  "combination:repeat_prompt": ({ prompt_to_repeat }) => [{ type: "repeat_prompt", text: prompt_to_repeat }],
  "combination:two_responses": () => [{ type: "answers", count: 2, separator: "******" }],

  "detectable_content:number_placeholders": ({ num_placeholders }) => [
    { type: "placeholders", min: num_placeholders },
  ],
  "detectable_content:postscript": ({ postscript_marker }) => [
    { type: "postscript", marker: postscript_marker },
  ],

  "detectable_format:constrained_response": () => [
    { type: "choice", options: ["My answer is yes.", "My answer is no.", "My answer is maybe."] },
  ],
  "detectable_format:json_format": () => [{ type: "json" }],
  "detectable_format:multiple_sections": ({ section_spliter, num_sections }) => [
    { type: "sections", marker: section_spliter, min: num_sections },
  ],
  "detectable_format:number_bullet_lists": ({ num_bullets }) => [{ type: "bullets", count: num_bullets }],
  "detectable_format:number_highlighted_sections": ({ num_highlights }) => [
    { type: "highlights", min: num_highlights },
  ],
  "detectable_format:title": () => [{ type: "title" }],

  "keywords:existence": ({ keywords }) => [{ type: "keywords", include: keywords }],
  "keywords:forbidden_words": ({ forbidden_words }) => [{ type: "keywords", exclude: forbidden_words }],
  "keywords:frequency": ({ relation, keyword, frequency }) => [frequencyOf(keyword, relation, frequency)],
  "keywords:letter_frequency": ({ let_relation, letter, let_frequency }) => [
    { type: "letter_frequency", letter, ...limits(let_relation, let_frequency) },
  ],

  "language:response_language": ({ language }, ids) => [
    // The schema of rewards refuses the languages that it does not know.
    { type: "language", language, own_script: !latinKinds.some((id) => ids.has(id)) } as RewardInput,
  ],

  "length_constraints:nth_paragraph_first_word": ({ num_paragraphs, nth_paragraph, first_word }) => [
    {
      type: "paragraphs",
      count: num_paragraphs,
      first_words: [{ paragraph: nth_paragraph, word: first_word }],
    },
  ],
  "length_constraints:number_paragraphs": ({ num_paragraphs }) => [
    { type: "paragraphs", separator: "***", count: num_paragraphs },
  ],
  "length_constraints:number_sentences": ({ relation, num_sentences }) => [
    { type: "length", unit: "sentences", ...sentenceLimits(relation, num_sentences) },
  ],
  "length_constraints:number_words": ({ relation, num_words }) => [
    { type: "length", unit: "alphanumeric_runs", ...limits(relation, num_words) },
  ],

  "punctuation:no_comma": () => [{ type: "characters", forbid: ["comma"] }],

  "startend:end_checker": ({ end_phrase }) => [{ type: "ends_with", text: end_phrase }],
  "startend:quotation": () => [{ type: "wrapped_in", open: '"' }],
};

function limits(relation: Relation, count: number): { min: number } | { max: number } {
  return relation === "at least" ? { min: count } : { max: count - 1 };
}

/** To the reward a line without a full stop is a sentence, to the public scorer it is not: some more, then. */
function sentenceLimits(relation: Relation, count: number) {
  return limits(relation, relation === "at least" ? count + Math.ceil(count / 5) : count);
}

/** Where a word must come, it comes whole; where it must not come too often, it counts inside others, too. */
function frequencyOf(word: string, relation: Relation, count: number): RewardInput {
  if (relation === "at least") return { type: "keywords", include: [{ forms: [word], min: count }] };
  if (count <= 1) return { type: "keywords", exclude: [word], whole_words: false };
  return {
    type: "keywords",
    include: [{ forms: [word], min: 0, max: count - 1 }],
    whole_words: false,
  };
}
