/**
 * Sizes of a text that is still growing. What lies before the last boundary that no continuation can move is
 * counted once; only the rest, the tail, is measured again.
 *
 * @module
 */
import { hasWordCharacter } from "./words.ts";

export interface Size {
  /** Of what stands before the tail, whatever follows. */
  readonly settled: number;
  readonly tail: string;
  /** Of the tail, if the text ended here. */
  readonly open: number;
  /** The least that the tail will have, whatever follows. */
  readonly least: number;
}

export const emptySize: Size = { settled: 0, tail: "", open: 0, least: 0 };

/** Cuts a text into what is settled, and the tail. */
type Cut = (text: string) => Size;

const graphemes = new Intl.Segmenter("en");
const sentences = new Intl.Segmenter("en", { granularity: "sentence" });

const cuts = {
  characters: (text) => {
    // Whether a character goes on is told by the one before it: the last alone is open (UAX #29, GB3 to GB13).
    const all = segmentsOf(graphemes, text);
    return sizeOf(all.slice(0, -1), all.at(-1) ?? "", isNotEmpty);
  },
  words: (text) => cutBetween(text, /\s+/u, hasWordCharacter),
  alphanumeric_runs: (text) => cutBetween(text, /[^\p{L}\p{N}_]+/u, isNotEmpty),
  sentences: cutSentences,
  paragraphs: (text) => cutBetween(text, /\n\s*\n/u, (part) => part.trim() !== ""),
} satisfies Record<string, Cut>;

export type TextUnit = keyof typeof cuts;

export const textUnits = Object.keys(cuts) as TextUnit[];

/** The size of the text that `before` is the size of, with `text` appended. */
export function grown(unit: TextUnit, before: Size, text: string): Size {
  const { settled, ...tail } = cuts[unit](before.tail + text);
  return { ...tail, settled: before.settled + settled };
}

/** Full stops and their like, of which only some end a sentence (UAX #29, ATerm), and what ends a line. */
const doubtfulEnds = ".\u2024\ufe52\uff0e\n\r\u0085\u2028\u2029";
const sentenceEnd = new RegExp(`[\\p{Sentence_Terminal}${doubtfulEnds}]`, "u");
const decisive = new RegExp(`[\\p{Lu}\\p{Ll}\\p{Lt}\\p{Lo}\\p{Sentence_Terminal}${doubtfulEnds}]`, "u");

/**
 * "It is 3." and "5" are one sentence, and so are "At 5 p.m. 20" and "guests": behind a full stop the first
 * letter or the next end decides, however far away it stands (UAX #29, SB6 to SB8). Until then the boundary
 * may vanish, and the number of sentences fall.
 */
function cutSentences(text: string): Size {
  // The segmenter is slow, and rarely needed: without an end there is one sentence.
  if (!sentenceEnd.test(text)) return sizeOf([], text, hasWordCharacter);
  const all = segmentsOf(sentences, text);
  const closed = Math.max(0, all.length - (decisive.test(all.at(-1) ?? "") ? 1 : 2));
  const open = all.slice(closed);
  const { settled, tail, least } = sizeOf(all.slice(0, closed), open.join(""), hasWordCharacter);
  return { settled, tail, least, open: open.filter(hasWordCharacter).length };
}

/** Parts that lie between separators: only the last, behind which there is none, is open. */
function cutBetween(text: string, separator: RegExp, counts: (part: string) => boolean): Size {
  const parts = text.split(separator);
  const tail = parts.pop() ?? "";
  return sizeOf(parts, tail, counts);
}

function sizeOf(settled: readonly string[], tail: string, counts: (part: string) => boolean): Size {
  const open = counts(tail) ? 1 : 0;
  return { settled: settled.filter(counts).length, tail, open, least: open };
}

function segmentsOf(segmenter: Intl.Segmenter, text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function isNotEmpty(part: string): boolean {
  return part !== "";
}
