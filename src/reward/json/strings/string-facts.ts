/**
 * The language of the strings of which some facts are true.
 *
 * @module
 */

import { compilePattern } from "../../pattern/pattern.ts";
import type { Fact } from "../cases/facts.ts";
import { refusedAt } from "../schema/refusal.ts";
import { codePoints } from "../value.ts";
import { AnyString } from "./any-string.ts";
import { Excluding } from "./excluding.ts";
import { ListedStrings } from "./listed-strings.ts";
import { PatternStrings } from "./pattern-strings.ts";
import type { StringLanguage } from "./string-language.ts";

export type StringFacts = Fact & { is: "length" | "pattern" | "strings" };

/** @throws TillerError `invalid_request` at a pattern that takes too many states */
export function stringLanguage(facts: readonly StringFacts[]): StringLanguage {
  const lengths = facts.filter((fact) => fact.is === "length");
  const patterns = facts.filter((fact) => fact.is === "pattern");
  const sets = facts.filter((fact) => fact.is === "strings");
  const least = Math.max(0, ...lengths.filter(({ side }) => side === "min").map(({ value }) => value));
  const most = Math.min(...lengths.filter(({ side }) => side === "max").map(({ value }) => value));
  const excluded = sets.filter(({ holds }) => !holds).flatMap(({ values }) => values);

  const [first, ...others] = sets.filter(({ holds }) => holds).map(({ values }) => values);
  if (first) {
    const compiled = patterns.map(({ source, holds }) => ({
      pattern: compilePattern(source, { mode: "search" }),
      holds,
    }));
    const listed = first.filter((text) => {
      const length = codePoints(text);
      return (
        length >= least &&
        length <= most &&
        others.every((values) => values.includes(text)) &&
        !excluded.includes(text) &&
        compiled.every(({ pattern, holds }) => pattern.isMatch(pattern.step(pattern.start, text)) === holds)
      );
    });
    return new ListedStrings(listed);
  }
  const [pattern] = patterns;
  const language = pattern
    ? refusedAt(pattern.pointer, () => new PatternStrings(patterns, least, most))
    : new AnyString(least, most);
  return excluded.length > 0 ? new Excluding(language, excluded) : language;
}
