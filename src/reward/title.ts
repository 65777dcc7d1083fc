/**
 * `title`: a title between delimiters.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { text } from "../spec/text.ts";
import { defineReward, type Occasion, type PreparedReward } from "./reward.ts";
import { freshLine, hasContent, isAtStart, type Split, splitText } from "./shape/split-text.ts";

/** From so many UTF-16 code units on, a title had better be closed. */
const longEnough = 20;

const delimiter = text({ max: 20 }).refine(
  (value) => !/^\s|\s$|\n/u.test(value),
  "must be on one line, without white space around it",
);

export const title = defineReward({
  type: "title",
  description: "A title in double angular brackets, such as `<<Poem of joy>>`, on one line.",
  schema: rewardFieldsSchema.extend({
    type: z.literal("title"),
    open: delimiter.default("<<").meta({ description: "What the title stands behind." }),
    close: delimiter.default(">>").meta({ description: "What the title stands before." }),
  }),

  example: { type: "title" },
  guides: ["prefix", "propose"],
  cost: "one pass over the text",

  prepare({ open, close }): PreparedReward<Split<boolean>> {
    const statusOf = ({ closed, last }: Split<boolean>) => (closed ? complete : readLine(last, open, close));
    return {
      ...splitText("\n", false, (found, line) => found || readLine(line, open, close) === complete),
      judge(state) {
        const { value, explain } = statusOf(state);
        return { value, measure: null, explain };
      },
      propose(state, occasion) {
        const status = statusOf(state);
        return status === complete ? [] : nextPart(state, status.inside, { open, close }, occasion);
      },
      shortfall: (state) => (statusOf(state) === complete ? 0 : longEnough + open.length + close.length),
      work: 1,
      claims: { requires: [[open], [close]], sizes: { characters: { min: 3 } } },
    };
  },

  instruction: ({ open, close }) => `Give the text a title, in ${open} and ${close}.`,
});

interface Status {
  value: number;
  explain: string;
  /** What stands behind the opening delimiter of a title that is not closed yet; null where there is none. */
  inside: string | null;
}

const complete: Status = { value: 1, explain: "has a title", inside: null };

/** A title's beginning may turn out to be none: the first that is closed counts. */
function readLine(line: string, open: string, close: string): Status {
  let inside: string | null = null;
  for (let at = line.indexOf(open); at !== -1; ) {
    const begin = at + open.length;
    const end = line.indexOf(close, begin);
    if (end === -1) {
      inside ??= line.slice(begin);
      break;
    }
    if (hasContent(line.slice(begin, end))) return complete;
    // What begins later and is closed there has no more in it.
    at = line.indexOf(open, Math.max(at, end - open.length) + 1);
  }
  if (inside === null) return { value: 0, explain: `no title in ${open}${close}`, inside };
  return { value: 0.5, explain: `the title is not closed by ${close}`, inside };
}

function nextPart(
  state: Split<boolean>,
  inside: string | null,
  { open, close }: { open: string; close: string },
  occasion: Occasion,
): string[] {
  if (inside === null) {
    const line = state.last.trimStart();
    if (line !== "" && open.startsWith(line)) return [open.slice(line.length)];
    return occasion === "ending" || isAtStart(state) ? [freshLine(state, 1) + open] : [];
  }
  const begun = endingWithPartOf(inside, close);
  const words = inside.slice(0, inside.length - begun);
  if (!hasContent(words)) return [];
  return begun > 0 || occasion === "ending" || words.length >= longEnough ? [close.slice(begun)] : [];
}

/** How many UTF-16 code units of the beginning of `whole` the text ends with. */
function endingWithPartOf(text: string, whole: string): number {
  for (let length = whole.length - 1; length > 0; length--)
    if (text.endsWith(whole.slice(0, length))) return length;
  return 0;
}
