/**
 * `length`: how long the text is, in a unit of choice.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { type Claims, defineReward, type Piece } from "./reward.ts";
import { Band, inWords } from "./text/band.ts";
import { emptySize, grown, type Size, type TextUnit, textUnits } from "./text/size-units.ts";

const size = z.int().nonnegative().max(100_000);

/** Cutting a text into characters takes as long as searching it for some twenty words. */
const unitWork = 20;

type Unit = "tokens" | TextUnit;

/** What satisfying a minimum takes, about, in UTF-16 code units for each: of sentences and paragraphs short ones. */
const takes: Record<Unit, number> = {
  tokens: 4,
  characters: 1,
  words: 5,
  alphanumeric_runs: 5,
  sentences: 40,
  paragraphs: 60,
};

const schema = rewardFieldsSchema
  .extend({
    type: z.literal("length"),
    unit: z.enum(["tokens", ...textUnits]).meta({
      description:
        "A word is what white space separates and has a letter or digit. `alphanumeric_runs` are runs of letters, digits and underscores, so that don't and two-way are two each. A character is what people see as one, é as well as 👍🏽. Paragraphs have an empty line between them. A sentence ends by the rules of Unicode (UAX #29), which know no abbreviations.",
    }),
    min: size.optional().meta({ description: "At least this many." }),
    max: size.optional().meta({ description: "At most this many." }),
    exact: size.optional().meta({ description: "Exactly this many: `min` and `max` in one." }),
    target: size
      .min(1)
      .optional()
      .meta({ description: "Satisfied only exactly; the value falls with the distance." }),
    tolerance: size
      .optional()
      .meta({ description: "How far from `target` still counts as exact; 0 unless given." }),
  })
  .superRefine(({ min, max, exact, target, tolerance }, context) => {
    const refuse = (path: string[], message: string) => context.addIssue({ code: "custom", message, path });
    if ([min, max, exact, target].every((limit) => limit === undefined))
      refuse([], "needs min, max, exact or target");
    if (exact !== undefined && [min, max, target].some((limit) => limit !== undefined))
      refuse(["exact"], "leaves nothing to min, max or target");
    if (min !== undefined && max !== undefined && min > max) refuse(["max"], "must not be below min");
    if (target !== undefined && (target < (min ?? 0) || target > (max ?? Infinity)))
      refuse(["target"], "must lie between min and max");
    if (tolerance !== undefined && target === undefined) refuse(["tolerance"], "needs a target");
  });

export const length = defineReward({
  type: "length",
  description: "The length of the text: at least, at most, exactly, or as near as possible to a target.",
  schema,
  example: { type: "length", unit: "words", max: 20 },
  guides: ["prefix", "bound", "propose"],
  cost: "the end of the text is cut anew for each token",

  prepare(spec) {
    const { unit } = spec;
    const band = bandOf(spec);
    return {
      work: unitWork,
      begin: () => emptySize,
      advance: (state: Size, { text, tokens }: Piece) =>
        unit === "tokens" ? { ...state, settled: state.settled + tokens } : grown(unit, state, text),
      judge: ({ settled, open }: Size) => {
        const measure = settled + open;
        return { value: band.value(measure), measure, explain: band.explain(measure, nameOf(unit)) };
      },
      bound: ({ settled, least }: Size) => band.bound(settled + least),
      // Of the other units there is more as the text goes on, which it does by itself where it may not end.
      ...(unit === "paragraphs" && {
        propose: ({ settled, open, tail }: Size, occasion) =>
          occasion === "ending" && band.missing(settled + open) > 0 ? nextParagraph(tail) : [],
      }),
      shortfall: ({ settled, open }: Size) => band.missing(settled + open) * takes[unit],
      claims: claimsOf(unit, band),
    };
  },

  instruction(spec) {
    // Nobody can count the model's tokens, the model itself least.
    if (spec.unit === "tokens") return null;
    const band = bandOf(spec);
    const isApart = spec.unit === "paragraphs" && band.most > 1;
    return `Write ${inWords(band, nameOf(spec.unit))}${isApart ? ", with an empty line between them" : ""}.`;
  },
});

function bandOf({ min = 0, max = Infinity, exact, target, tolerance = 0 }: z.infer<typeof schema>): Band {
  if (exact !== undefined) return new Band(exact, exact);
  if (target === undefined) return new Band(min, max);
  return new Band(Math.max(min, target - tolerance), Math.min(max, target + tolerance));
}

function nameOf(unit: Unit): string {
  return unit === "alphanumeric_runs" ? "words" : unit;
}

/** An empty line, where the text stands at the end of a sentence or of a line: elsewhere it would tear a sentence apart. */
function nextParagraph(paragraph: string): string[] {
  const end = paragraph.slice(-20);
  if (/\n[^\S\n]*$/u.test(end)) return paragraph.trim() === "" ? [] : ["\n"];
  return /[\p{Sentence_Terminal}.…:]["'”’)\]*_]*[^\S\n]*$/u.test(end) ? ["\n\n"] : [];
}

function claimsOf(unit: Unit, band: Band): Claims {
  const sizes = { [unit]: band.limits };
  // n words take n - 1 spaces, n sentences or paragraphs at least as much.
  const isApart = unit === "words" || unit === "sentences" || unit === "paragraphs";
  return { sizes: isApart && band.least > 0 ? { ...sizes, characters: { min: 2 * band.least - 1 } } : sizes };
}
