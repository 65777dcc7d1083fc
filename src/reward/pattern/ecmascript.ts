/**
 * Regular expressions of JavaScript, as JSON Schema has them, in RE2 syntax. They differ in what `.` and `\s`
 * mean, in how characters are escaped, and in what a class may contain.
 *
 * @module
 */
import { TillerError } from "../../spec/tiller-error.ts";

/** First and last code points of what `\s` means: ECMA-262's WhiteSpace and LineTerminator. */
const spaces = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
] as const;

const lineTerminators = "\\n\\r\\x{2028}\\x{2029}";

/** Long names of general categories, of which RE2 knows the short ones only. */
const shortNames: Readonly<Record<string, string>> = {
  Letter: "L",
  Lowercase_Letter: "Ll",
  Uppercase_Letter: "Lu",
  Mark: "M",
  Number: "N",
  Decimal_Number: "Nd",
  Punctuation: "P",
  Symbol: "S",
  Separator: "Z",
};

/**
 * @param source as `new RegExp(source, "u")` takes it
 * @returns the expression in RE2 syntax that matches the same texts
 * @throws TillerError `invalid_request` without `param` where it is none, or has look-around, back-references or modifiers
 */
export function fromEcmaScript(source: string): string {
  expectValid(source);
  // Each takes the next token where the last one ended.
  const escapes =
    /\\(?:u\{(?<braced>[0-9a-f]+)\}|u(?<high>d[89ab]..)\\u(?<low>d[c-f]..)|u(?<four>....)|x(?<two>..)|c(?<control>.)|(?<sign>p)\{(?<property>[^}]*)\}|(?<letter>.))/isuy;
  const plain = /\[\]|\[\^\]|\(\?(?:<(?=[=!])|<[^>]*>|[^<])|./suy;
  let translated = "";
  let inClass = false;
  for (let at = 0; at < source.length; ) {
    escapes.lastIndex = at;
    const escaped = escapes.exec(source);
    if (escaped) {
      translated += translatedEscape(escaped, inClass);
      at = escapes.lastIndex;
    } else if (inClass) {
      const character = source[at] ?? "";
      inClass = character !== "]";
      // RE2 would take "[:" for the beginning of a class of its own.
      translated += character === "[" ? "\\[" : character;
      at++;
    } else {
      plain.lastIndex = at;
      const [token = ""] = plain.exec(source) ?? [];
      inClass = token === "[";
      translated += translatedToken(token);
      at = plain.lastIndex;
    }
  }
  return translated;
}

function expectValid(source: string): void {
  try {
    // It is only parsed: matching with it could take for ever.
    new RegExp(source, "u");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TillerError("invalid_request", reason, { cause: error });
  }
}

function translatedToken(token: string): string {
  if (token === ".") return `[^${lineTerminators}]`;
  if (token === "[]") return "[^\\x{0}-\\x{10ffff}]";
  if (token === "[^]") return "[\\x{0}-\\x{10ffff}]";
  if (!token.startsWith("(?")) return token;
  if (token === "(?:" || token.endsWith(">")) return "(?:";
  throw unsupported(/[<=!]/u.test(token) ? "look-around" : "modifiers");
}

function translatedEscape({ 0: token, groups = {} }: RegExpExecArray, inClass: boolean): string {
  const { braced, high, low, four, two, control, sign, property, letter = "" } = groups;
  const hexadecimal = braced ?? four ?? two;
  if (hexadecimal !== undefined) return character(Number.parseInt(hexadecimal, 16));
  if (high !== undefined && low !== undefined) {
    const pair = [high, low].map((unit) => Number.parseInt(unit, 16));
    return character(String.fromCharCode(...pair).codePointAt(0) ?? 0);
  }
  if (control !== undefined) return character(control.charCodeAt(0) % 32);
  if (property !== undefined) return `\\${sign}{${propertyName(property)}}`;
  if (letter === "s" || letter === "S") {
    const members = rangesOf(letter === "s" ? spaces : gapsBetween(spaces));
    return inClass ? members : `[${members}]`;
  }
  if (letter === "0") return character(0);
  if (letter === "b" && inClass) return character(8);
  if (/[1-9k]/u.test(letter)) throw unsupported("back-references");
  return token;
}

/** RE2 has general categories and scripts under their names alone. */
function propertyName(property: string): string {
  const [kind = "", name] = property.split("=");
  if (name === undefined) return shortNames[kind] ?? kind;
  if (kind === "General_Category" || kind === "gc") return shortNames[name] ?? name;
  if (kind === "Script" || kind === "sc") return name;
  throw unsupported(`the property ${kind}`);
}

function unsupported(what: string): TillerError {
  return new TillerError("invalid_request", `not supported in regular expressions: ${what}`);
}

function character(codePoint: number): string {
  return `\\x{${codePoint.toString(16)}}`;
}

function rangesOf(ranges: readonly (readonly [number, number])[]): string {
  return ranges.map(([first, last]) => `${character(first)}-${character(last)}`).join("");
}

function gapsBetween(ranges: readonly (readonly [number, number])[]): [number, number][] {
  const starts = [0, ...ranges.map(([, last]) => last + 1)];
  const ends = [...ranges.map(([first]) => first - 1), 0x10ffff];
  return starts.map((start, index) => [start, ends[index] ?? start]);
}
