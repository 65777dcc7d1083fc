/**
 * `bullets`: how many bullet points the text has.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { defineReward } from "./reward.ts";
import { bandOf, checkCount, countFields } from "./shape/count-fields.ts";
import { countedLines } from "./shape/counted-lines.ts";
import { type ItemTally, noItems, withAnother } from "./shape/item-tally.ts";
import { endsSentence, freshLine, hasContent } from "./shape/split-text.ts";
import { inWords } from "./text/band.ts";

/**
 * What begins a line that people and IFEval's check take for a bullet. That check counts every line that begins
 * with - or with a single *, so that such a line counts against `max` even where it is not a bullet.
 */
const marks = {
  "*": /^\*(?!\*)/u,
  "-": /^-/u,
  "+": /^\+(?=\s|$)/u,
  "•": /^•(?=\s|$)/u,
  "1.": /^\d{1,4}[.)](?=\s|$)/u,
} as const;

type Marker = keyof typeof marks;
const markers = Object.keys(marks) as Marker[];

export const bullets = defineReward({
  type: "bullets",
  description:
    "Bullet points: lines that begin with a marker, white space and then words. What only begins like one (`---`, `-5`, `*` without a space) counts against `max`, but not towards `min`.",
  schema: rewardFieldsSchema
    .extend({
      type: z.literal("bullets"),
      ...countFields("bullets"),
      markers: z.array(z.enum(markers)).min(1).max(markers.length).default(["*", "-"]).meta({
        description: "What a bullet may begin with, the preferred one first; `1.` stands for any number.",
      }),
    })
    .superRefine(checkCount),

  example: { type: "bullets", count: 3 },
  guides: ["prefix", "bound", "propose", "may_end"],
  cost: "one pass over the text",

  prepare(spec) {
    const [preferred = "*"] = spec.markers;
    const kindOf = (line: string) => kindOfLine(line, spec.markers);
    return countedLines<Closed>({
      items: "bullets",
      band: bandOf(spec),
      none: { ...noItems, marker: preferred },
      close(closed, line) {
        const { kind, marker } = kindOf(line);
        if (kind === "none") return closed;
        return kind === "full"
          ? { ...closed, full: closed.full + 1, marker }
          : { ...closed, hollow: closed.hollow + 1 };
      },
      tally: ({ closed, last }) => withLine(closed, kindOf(last).kind),
      certain({ closed, last }) {
        const { kind } = kindOf(last);
        return withLine(closed, kind === "maybe" ? "none" : kind);
      },
      open(state, { begun, full }, occasion) {
        // A space behind the marker is left to the model: its words begin with one.
        if (begun > 0) return [];
        const { kind, marker } = kindOf(state.last);
        if (occasion === "midway" && !mayFollow(state.last, full, kind)) return [];
        const used = kind === "full" ? marker : state.closed.marker;
        const usable = full > 0 ? [used] : spec.markers;
        return usable.map((each) => freshLine(state, 0) + (each === "1." ? `${full + 1}.` : each));
      },
      itemLength: 40,
      fewestCharacters: 3,
      isOneALine: true,
      claimedAs: `bullets ${spec.markers.toSorted().join(" ")}`,
      requires: spec.markers.includes("1.") ? [] : [spec.markers],
    });
  },

  instruction(spec) {
    const [preferred = "*"] = spec.markers;
    const called = preferred === "1." ? "numbered 1., 2. and so on" : `beginning with ${preferred}`;
    const isUsual = preferred === "*" || preferred === "-";
    return `Use ${inWords(bandOf(spec), "bullet points")}${isUsual ? "" : `, ${called}`}.`;
  },
});

interface Closed extends ItemTally {
  /** The last bullet's marker. */
  marker: Marker;
}

/** `maybe`: a marker that further characters may still make part of something else. */
type Kind = "none" | "maybe" | "begun" | "hollow" | "full";

function kindOfLine(line: string, accepted: readonly Marker[]): { kind: Kind; marker: Marker } {
  const item = line.trimStart();
  for (const marker of accepted) {
    const mark = marks[marker].exec(item)?.[0];
    if (mark === undefined) continue;
    const rest = item.slice(mark.length);
    if (rest === "") return { kind: marker === "-" ? "begun" : "maybe", marker };
    if (!/^\s/u.test(rest)) return { kind: "hollow", marker };
    return { kind: hasContent(rest) ? "full" : "begun", marker };
  }
  return { kind: "none", marker: "*" };
}

/** Whether a bullet may follow `line` without breaking it off: in a list, or behind the words that announce one. */
function mayFollow(line: string, bullets: number, kind: Kind): boolean {
  if (bullets === 0) return /:\s*$/u.test(line);
  return line.trim() === "" || (kind === "full" && endsSentence(line));
}

function withLine(closed: ItemTally, kind: Kind): ItemTally {
  if (kind === "none") return closed;
  return withAnother(closed, kind === "maybe" ? "begun" : kind);
}
