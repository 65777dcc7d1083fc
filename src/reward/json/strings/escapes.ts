/**
 * Characters as JSON strings spell them.
 *
 * @module
 */

/** What may stand behind a backslash, and the code point that it means. */
export const shortEscapes: readonly (readonly [letter: string, codePoint: number])[] = [
  ['"', 0x22],
  ["\\", 0x5c],
  ["/", 0x2f],
  ["n", 0x0a],
  ["t", 0x09],
  ["r", 0x0d],
  ["b", 0x08],
  ["f", 0x0c],
];

const firstAstral = 0x10000;
const firstHigh = 0xd800;
const firstLow = 0xdc00;
const lastLow = 0xdfff;
const perHigh = 0x400;

/**
 * What may be spelled by its number, besides what takes two code units: what must be, what is not ASCII, and what
 * some writer of JSON keeps out of the way of HTML. A model that is kept from a letter would else spell it so.
 */
const escapable: readonly CodePoints[] = [
  { first: 0, last: 0x1f },
  ...[...`"\\/<>&'+=\``].map((character) => ({
    first: character.charCodeAt(0),
    last: character.charCodeAt(0),
  })),
  { first: 0x7f, last: firstHigh - 1 },
  { first: lastLow + 1, last: firstAstral - 1 },
];

/** Both included. */
export interface CodePoints {
  first: number;
  last: number;
}

/** What a spelling says: one code point, or those that its beginning can still become. */
export type Spelled = { codePoint: number } | { pending: CodePoints[] };

/** @param text the spelling of one character, or its beginning; null where it is neither */
export function readSpelling(text: string): Spelled | null {
  if (!text.startsWith("\\")) {
    const codePoint = text.codePointAt(0) ?? 0;
    const isControl = codePoint < 0x20;
    return isControl || text === '"' || isSurrogate(codePoint) ? null : { codePoint };
  }
  const escaped = shortEscapes.find(([letter]) => letter === text.slice(1));
  if (escaped) return { codePoint: escaped[1] };
  const hexadecimal = /^\\(?:u([0-9a-fA-F]{0,4}))?(\\(?:u([0-9a-fA-F]{0,4}))?)?$/.exec(text);
  if (!hexadecimal) return null;
  const [, first = "", second, low = ""] = hexadecimal;
  const unit = unitsOf(first);
  if (first.length < 4) return second === undefined ? pending(possible(unit)) : null;
  if (!isSurrogate(unit.first)) {
    return second === undefined && possible(unit).length > 0 ? { codePoint: unit.first } : null;
  }
  const lows = unitsOf(low);
  const astral = pairs(unit, lows);
  return low.length === 4 && astral[0] ? { codePoint: astral[0].first } : pending(astral);
}

/** What remains to be written of the code point's escape, of which `begun` stands there already. */
export function restOfEscape(begun: string, codePoint: number): string {
  return String.fromCodePoint(codePoint)
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("")
    .slice(begun.length);
}

function pending(codePoints: CodePoints[]): Spelled | null {
  return codePoints.length > 0 ? { pending: codePoints } : null;
}

/** The code units that begin with these digits. */
function unitsOf(digits: string): CodePoints {
  return {
    first: Number.parseInt(digits.padEnd(4, "0"), 16),
    last: Number.parseInt(digits.padEnd(4, "f"), 16),
  };
}

/** The characters that may be spelled with one of these as first code unit; half a surrogate pair is no character. */
function possible(units: CodePoints): CodePoints[] {
  return [
    ...escapable.flatMap((codePoints) => overlap(units, codePoints)),
    ...pairs(units, { first: firstLow, last: lastLow }),
  ];
}

function pairs(first: CodePoints, second: CodePoints): CodePoints[] {
  const [high] = overlap(first, { first: firstHigh, last: firstLow - 1 });
  const [low] = overlap(second, { first: firstLow, last: lastLow });
  if (!high || !low) return [];
  const codePoint = (half: number, unit: number) =>
    firstAstral + (half - firstHigh) * perHigh + unit - firstLow;
  return [{ first: codePoint(high.first, low.first), last: codePoint(high.last, low.last) }];
}

function overlap(a: CodePoints, b: CodePoints): CodePoints[] {
  const [first, last] = [Math.max(a.first, b.first), Math.min(a.last, b.last)];
  return first <= last ? [{ first, last }] : [];
}

function isSurrogate(codePoint: number): boolean {
  return codePoint >= firstHigh && codePoint <= lastLow;
}
