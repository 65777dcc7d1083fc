/**
 * Judges a text by a schema, as it grows and as a whole.
 *
 * @module
 */
import type { Judgement, TextJudge } from "../reward.ts";
import { shortened } from "../text/wording.ts";
import { Document } from "./document.ts";
import type { WhiteSpace } from "./frames/gap.ts";
import type { SchemaNode } from "./schema/schema-node.ts";
import type { Goal } from "./shapes/goal.ts";
import { inWords } from "./validation/problem.ts";
import { Validator } from "./validation/validate.ts";
import { deepest, isNestedBeyond } from "./value.ts";

export interface JsonState {
  text: string;
  document: Document;
}

export interface JsonForm {
  whiteSpace: WhiteSpace;
  /** How deep arrays and objects may be nested. */
  depth: number;
}

/** Following a character takes about as long as searching it for some fifty words. */
export const work = 50;

/** Of a valid text that is not in the form that is followed here; nothing that is not satisfied has more. */
const outOfForm = 0.9;
/** Of a text with one thing wrong. */
const oneProblem = 0.5;
/** Most problems, and most characters that are missing, to be told. */
const mostTold = 3;
const mostQuoted = 80;

export function jsonJudge(
  schema: SchemaNode,
  goal: Goal,
  { whiteSpace, depth }: JsonForm,
): TextJudge<JsonState> {
  const begin = Document.begin(goal, whiteSpace, depth);
  const wholeLength = begin.ending?.length ?? 0;

  return {
    begin: () => ({ text: "", document: begin }),
    advance: ({ text, document }, piece) => ({
      text: text + piece.text,
      document: document.read(piece.text),
    }),
    judge({ text, document }) {
      if (document.mayEnd) return { value: 1, measure: 0, explain: "valid" };
      const { ending } = document;
      if (ending === null) return judgeLost(text, new Validator(schema));
      return {
        // What the model writes into a text is neither needed nor harmful: only what must still come counts.
        value: Math.max(0, 1 - ending.length / wholeLength),
        measure: 1,
        explain: `not complete; this would complete it: ${shortened(ending, mostQuoted)}`,
      };
    },
    bound: ({ document }) => (document.isAlive ? 1 : outOfForm),
    propose({ document }, occasion) {
      if (document.mayEnd) return [];
      if (occasion === "midway") return document.suggestions();
      return document.ending === null ? [] : [document.ending];
    },
    shortfall: ({ document }) => document.ending?.length ?? 0,
  };
}

/** A text that nothing can be appended to any more. */
function judgeLost(text: string, validator: Validator): Judgement {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const fence = text.trimStart().startsWith("```") ? ": a code fence stands around it" : "";
    return { value: 0, measure: 1, explain: `not JSON${fence}` };
  }
  if (isNestedBeyond(value, deepest)) {
    return { value: oneProblem, measure: 1, explain: `nested more than ${deepest} deep` };
  }
  const problems = validator.validate(value as Parameters<Validator["validate"]>[0]);
  if (problems.length === 0) {
    const explain =
      "valid, but not written as it should be: white space, escapes, digits, nesting, or a name twice";
    return { value: outOfForm, measure: 0, explain };
  }
  const told = problems.slice(0, mostTold).map(inWords);
  const more = problems.length > mostTold ? [`${problems.length - mostTold} more`] : [];
  return {
    value: oneProblem / problems.length,
    measure: problems.length,
    explain: [...told, ...more].join("; "),
  };
}
