/**
 * The 25 kinds of instruction of IFEval, and what each is told.
 *
 * @module
 */
import { z } from "zod";

const count = z.int().nonnegative();
const relation = z.enum(["at least", "less than"]);
const words = z.array(z.string().min(1)).min(1);
const word = z.string().min(1);

const kwargsSchemas = {
  "change_case:capital_word_frequency": z.object({ capital_relation: relation, capital_frequency: count }),
  "change_case:english_capital": z.object({}),
  "change_case:english_lowercase": z.object({}),
  "combination:repeat_prompt": z.object({ prompt_to_repeat: word }),
  "combination:two_responses": z.object({}),
  "detectable_content:number_placeholders": z.object({ num_placeholders: count }),
  "detectable_content:postscript": z.object({ postscript_marker: word }),
  "detectable_format:constrained_response": z.object({}),
  "detectable_format:json_format": z.object({}),
  "detectable_format:multiple_sections": z.object({ section_spliter: word, num_sections: count }),
  "detectable_format:number_bullet_lists": z.object({ num_bullets: count }),
  "detectable_format:number_highlighted_sections": z.object({ num_highlights: count }),
  "detectable_format:title": z.object({}),
  "keywords:existence": z.object({ keywords: words }),
  "keywords:forbidden_words": z.object({ forbidden_words: words }),
  "keywords:frequency": z.object({ relation, keyword: word, frequency: count }),
  "keywords:letter_frequency": z.object({ let_relation: relation, letter: word, let_frequency: count }),
  "language:response_language": z.object({ language: word }),
  "length_constraints:nth_paragraph_first_word": z.object({
    num_paragraphs: count,
    nth_paragraph: count.min(1),
    first_word: word,
  }),
  "length_constraints:number_paragraphs": z.object({ num_paragraphs: count }),
  "length_constraints:number_sentences": z.object({ relation, num_sentences: count }),
  "length_constraints:number_words": z.object({ relation, num_words: count }),
  "punctuation:no_comma": z.object({}),
  "startend:end_checker": z.object({ end_phrase: word }),
  "startend:quotation": z.object({}),
};

export type Relation = z.infer<typeof relation>;

export type InstructionId = keyof typeof kwargsSchemas;

/** What an instruction of this kind is told, under the names that the data uses. */
export type Kwargs<Id extends InstructionId> = z.infer<(typeof kwargsSchemas)[Id]>;

export const instructionIds = Object.keys(kwargsSchemas) as InstructionId[];

export interface Instruction {
  id: InstructionId;
  kwargs: Record<string, unknown>;
}

/** One thing for each kind of instruction, made from what an instruction of that kind is told. */
export type ForEachKind<Result, Extra extends unknown[] = []> = {
  readonly [Id in InstructionId]: (kwargs: Kwargs<Id>, ...extra: Extra) => Result;
};

/** What `table` has for the instruction. */
export function lookUp<Result, Extra extends unknown[]>(
  table: ForEachKind<Result, Extra>,
  { id, kwargs }: Instruction,
  ...extra: Extra
): Result {
  // Its kwargs were read with the schema of the same id.
  return table[id](kwargs as never, ...extra);
}

/** Reads an instruction; kwargs of other kinds, which one form of the data fills with null, are left out. */
export const instructionSchema = z
  .object({ id: z.enum(instructionIds), kwargs: z.record(z.string(), z.unknown()) })
  .transform(({ id, kwargs }, context): Instruction => {
    const result = kwargsSchemas[id].safeParse(kwargs);
    if (result.success) return { id, kwargs: result.data };
    for (const { path, message } of result.error.issues)
      context.addIssue({ code: "custom", path: ["kwargs", ...path], message });
    return z.NEVER;
  });
