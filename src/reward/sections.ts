/**
 * `sections`: numbered sections, each under its heading.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { text } from "../spec/text.ts";
import { defineReward, type Occasion } from "./reward.ts";
import { bandOf, checkCount, countFields } from "./shape/count-fields.ts";
import { countedLines } from "./shape/counted-lines.ts";
import { type ItemTally, noItems, withAnother } from "./shape/item-tally.ts";
import { freshLine, mayBegin, type Split } from "./shape/split-text.ts";
import { inWords } from "./text/band.ts";

/** Markdown and white space that may stand before a heading. */
const decoration = /^[\s#*_>]+/u;
/** So much of a heading must stand there to be taken for the beginning of one. */
const leastBegun = 3;

export const sections = defineReward({
  type: "sections",
  description:
    "Sections with numbered headings: lines that begin with `SECTION 1`, `SECTION 2` and so on, in order and each followed by words.",
  schema: rewardFieldsSchema
    .extend({
      type: z.literal("sections"),
      marker: text({ max: 40 })
        .refine(
          (marker) => !/^\s|\s$|\n|\d$/u.test(marker),
          "must be one line that ends in neither space nor digit",
        )
        .refine((marker) => !decoration.test(marker), "must not begin with Markdown")
        .default("SECTION")
        .meta({ description: "What a heading has before its number, in these very letters." }),
      ...countFields("sections"),
    })
    .superRefine(checkCount),

  example: { type: "sections", marker: "Part", count: 3 },
  guides: ["prefix", "bound", "propose", "may_end"],
  cost: "one pass over the text",

  prepare(spec) {
    const { marker } = spec;
    const withLast = ({ closed, last }: Split<ItemTally>) => withLine(closed, last, marker);
    return countedLines({
      items: "sections",
      noneHollow: "none may be empty or out of order",
      band: bandOf(spec),
      none: noItems,
      close: (closed, line) =>
        // What has stayed without a number will never have one.
        line.replace(decoration, "").trimEnd() === marker
          ? withAnother(closed, "hollow")
          : withLine(closed, line, marker),
      tally: withLast,
      certain(state) {
        const { closed, last } = state;
        const now = withLast(state);
        // The number at the end may go on, and still become the one that is next.
        return mayBecomeNext(headingOf(last, marker), closed)
          ? { ...now, begun: 1, hollow: closed.hollow + closed.begun }
          : now;
      },
      open: (state, { full, begun }, occasion) =>
        begun > 0 ? [] : nextHeading(state, `${marker} ${full + 1}`, occasion),
      itemLength: marker.length + 150,
      fewestCharacters: 3,
      isOneALine: true,
      claimedAs: `sections ${marker}`,
      requires: [[marker]],
    });
  },

  instruction(spec) {
    const { marker } = spec;
    const band = bandOf(spec);
    const headings = band.most === 1 ? `${marker} 1` : `${marker} 1, ${marker} 2 and so on`;
    return `Write ${inWords(band, "sections")}, headed ${headings}.`;
  },
});

/** The next section in order has begun with its heading, and is full with the first words behind it. */
function withLine(closed: ItemTally, line: string, marker: string): ItemTally {
  const { full, begun, hollow } = closed;
  const heading = headingOf(line, marker);
  if (!heading) {
    // What may be the next heading is no text of this section.
    const isText = hasText(line) && !marker.startsWith(line.replace(decoration, "").trimEnd());
    return begun > 0 && isText ? { full: full + 1, begun: 0, hollow } : closed;
  }
  const empty = hollow + begun;
  if (heading.digits !== `${full + 1}`) return { full, begun: 0, hollow: empty + 1 };
  return hasText(heading.rest)
    ? { full: full + 1, begun: 0, hollow: empty }
    : { full, begun: 1, hollow: empty };
}

/** A number alone is what small models write below a heading that they do not know how to go on from. */
function hasText(text: string): boolean {
  return /\p{L}/u.test(text);
}

interface Heading {
  digits: string;
  /** What stands behind the number. */
  rest: string;
}

function headingOf(line: string, marker: string): Heading | null {
  const plain = line.replace(decoration, "");
  if (!plain.startsWith(marker)) return null;
  const [found, digits] = /^\s(\d+)/u.exec(plain.slice(marker.length)) ?? [];
  if (found === undefined || digits === undefined) return null;
  return { digits, rest: plain.slice(marker.length + found.length) };
}

function mayBecomeNext(heading: Heading | null, { full }: ItemTally): boolean {
  return heading?.rest === "" && `${full + 1}`.startsWith(heading.digits);
}

function nextHeading(state: Split<unknown>, heading: string, occasion: Occasion): string[] {
  const begun = state.last.replace(decoration, "");
  if (begun.length >= leastBegun && begun !== heading && heading.startsWith(begun))
    return [`${heading.slice(begun.length)}\n`];
  if (occasion === "midway" && !mayBegin(state)) return [];
  return [`${freshLine(state, 1)}${heading}\n`];
}
