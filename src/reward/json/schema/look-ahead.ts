/**
 * Look-ahead at the very beginning of a pattern, which is another pattern that must match there, or must not: RE2
 * has none, but password rules and the schemas of zod do.
 *
 * @module
 */

/** A pattern that must match somewhere in the string (`holds`), or nowhere. */
export interface PatternPart {
  source: string;
  holds: boolean;
}

/** What a pattern in the syntax of JavaScript asks for, look-ahead at its beginning taken out. */
export function withoutLookAhead(source: string): PatternPart[] {
  const parts: PatternPart[] = [];
  let rest = source.startsWith("^") ? source.slice(1) : "";
  for (let sign = lookAhead.exec(rest)?.[1]; sign; sign = lookAhead.exec(rest)?.[1]) {
    const end = endOfGroup(rest);
    if (end === null) break;
    parts.push({ source: `^(?:${rest.slice("(?=".length, end)})`, holds: sign === "=" });
    rest = rest.slice(end + 1);
  }
  const whole = [{ source, holds: true }];
  return parts.length === 0 || hasAlternatives(rest)
    ? whole
    : [...parts, { source: `^${rest}`, holds: true }];
}

const lookAhead = /^\(\?([=!])/;

/** Index of the parenthesis that closes the group with which the text begins. */
function endOfGroup(text: string): number | null {
  for (const { index, character, depth } of walk(text)) {
    if (character === ")" && depth === 0) return index;
  }
  return null;
}

function hasAlternatives(text: string): boolean {
  for (const { character, depth } of walk(text)) if (character === "|" && depth === 0) return true;
  return false;
}

/** Characters that mean something, with the number of groups around them. */
function* walk(text: string): Generator<{ index: number; character: string; depth: number }> {
  let depth = 0;
  let inClass = false;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === "\\") index++;
    else if (inClass) inClass = character !== "]";
    else if (character === "[") inClass = true;
    else {
      if (character === ")") depth--;
      yield { index, character, depth };
      if (character === "(") depth++;
    }
  }
}
