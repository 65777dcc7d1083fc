/**
 * All kinds of reward. A new one is one file and one line here.
 *
 * @module
 */
import { z } from "zod";
import { checkRoles } from "../spec/reward-fields.ts";
import { answers } from "./answers.ts";
import { bullets } from "./bullets.ts";
import { capitalWords } from "./capital-words.ts";
import { letterCase } from "./case.ts";
import { characters } from "./characters.ts";
import { choice } from "./choice.ts";
import { classifier } from "./classifier.ts";
import { diversity } from "./diversity.ts";
import { echo } from "./echo.ts";
import { endsWith } from "./ends-with.ts";
import { grounding } from "./grounding.ts";
import { head } from "./head.ts";
import { headings } from "./headings.ts";
import { highlights } from "./highlights.ts";
import { json } from "./json.ts";
import { jsonSchema } from "./json-schema.ts";
import { judge } from "./judge.ts";
import { keywords } from "./keywords.ts";
import { language } from "./language.ts";
import { length } from "./length.ts";
import { letterFrequency } from "./letter-frequency.ts";
import { likelihoodFloor } from "./likelihood-floor.ts";
import { margin } from "./margin.ts";
import { order } from "./order.ts";
import { paragraphs } from "./paragraphs.ts";
import { phrases } from "./phrases.ts";
import { placeholders } from "./placeholders.ts";
import { postscript } from "./postscript.ts";
import { profanity } from "./profanity.ts";
import { readability } from "./readability.ts";
import { reference } from "./reference.ts";
import { regex } from "./regex.ts";
import { repeatPrompt } from "./repeat-prompt.ts";
import { repetition } from "./repetition.ts";
import type { RewardDefinition } from "./reward.ts";
import { safety } from "./safety.ts";
import { sections } from "./sections.ts";
import { sentiment } from "./sentiment.ts";
import { similarity } from "./similarity.ts";
import { startsWith } from "./starts-with.ts";
import { title } from "./title.ts";
import { wrappedIn } from "./wrapped-in.ts";

export const rewardDefinitions = [
  keywords,
  phrases,
  letterFrequency,
  choice,
  startsWith,
  endsWith,
  wrappedIn,
  repeatPrompt,
  order,
  length,
  bullets,
  sections,
  headings,
  highlights,
  title,
  placeholders,
  postscript,
  paragraphs,
  answers,
  repetition,
  diversity,
  characters,
  letterCase,
  capitalWords,
  regex,
  json,
  jsonSchema,
  reference,
  similarity,
  classifier,
  judge,
  language,
  likelihoodFloor,
  head,
  safety,
  margin,
  echo,
  sentiment,
  readability,
  profanity,
  grounding,
] as const;

type Schema = (typeof rewardDefinitions)[number]["schema"];

export const rewardSpecSchema = z
  .discriminatedUnion(
    "type",
    // `map` forgets that the list is not empty.
    rewardDefinitions.map((definition) => definition.schema) as [Schema, ...Schema[]],
  )
  .superRefine(checkRoles);

export type RewardSpec = z.infer<typeof rewardSpecSchema>;

/** The definition of the spec's reward. */
export function definitionOf(spec: RewardSpec): RewardDefinition {
  const definition = rewardDefinitions.find(({ type }) => type === spec.type);
  if (!definition) throw new TypeError(`no reward ${spec.type}`);
  // It was found by the type that also chose the schema the spec was read with.
  return definition as RewardDefinition;
}
