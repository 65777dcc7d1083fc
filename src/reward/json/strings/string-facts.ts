/**
 * The language of the strings of which some facts are true.
 *
 * @module
 */
import { compilePattern } from "../../pattern/pattern.ts";
import type { Fact } from "../cases/facts.ts";
import { refusedAt } from "../schema/refusal.ts";
import { codePoints } from "../value.ts";
import type { Allowance } from "./allowance.ts";
import { AnyString } from "./any-string.ts";
import { Bounded } from "./bounded.ts";
import { Excluding } from "./excluding.ts";
import { knownPattern } from "./known-patterns.ts";
import { ListedStrings } from "./listed-strings.ts";
import { PatternStrings } from "./pattern-strings.ts";
import type { StringLanguage } from "./string-language.ts";

export type StringFacts = Fact & { is: "length" | "pattern" | "strings" };

/** What else is asked of the strings: it depends on which of these patterns match. */
export interface Sorting {
  /** In RE2 syntax; each may match anywhere. */
  readonly sources: readonly string[];
  accepts(matches: readonly boolean[]): boolean;
  readonly pointer: string;
}

/** @throws TillerError `invalid_request` at a pattern that takes too many states */
export function stringLanguage(
  facts: readonly StringFacts[],
  allowance: Allowance,
  sorting?: Sorting,
): StringLanguage {
  const lengths = facts.filter((fact) => fact.is === "length");
  const patterns = facts.filter((fact) => fact.is === "pattern");
  const sets = facts.filter((fact) => fact.is === "strings");
  const least = Math.max(0, ...lengths.filter(({ side }) => side === "min").map(({ value }) => value));
  const most = Math.min(...lengths.filter(({ side }) => side === "max").map(({ value }) => value));
  const excluded = new Set(sets.flatMap(({ values, holds }) => (holds ? [] : values)));
  const sources = [...(sorting?.sources ?? []), ...patterns.map(({ source }) => source)];
  const accepts = (matches: readonly boolean[]) => {
    const sorted = sorting?.sources.length ?? 0;
    return (
      patterns.every(({ holds }, index) => matches[sorted + index] === holds) &&
      (sorting?.accepts(matches.slice(0, sorted)) ?? true)
    );
  };

  const [first, ...others] = sets.filter(({ holds }) => holds).map(({ values }) => values);
  if (first) {
    const compiled = sources.map((source) => compilePattern(source, { mode: "search" }));
    const listed = first.filter((text) => {
      const length = codePoints(text);
      if (length < least || length > most || excluded.has(text)) return false;
      if (!others.every((values) => values.includes(text))) return false;
      return accepts(compiled.map((pattern) => pattern.isMatch(pattern.step(pattern.start, text))));
    });
    return new ListedStrings(listed);
  }
  const isBounded = least > 0 || most < Number.POSITIVE_INFINITY;
  const language = () => {
    if (sources.length === 0) return new AnyString(least, most);
    const make = () => new PatternStrings(sources, accepts, allowance);
    const strings = sorting
      ? make()
      : knownPattern(JSON.stringify(patterns.map(({ source, holds }) => [source, holds])), make);
    return isBounded ? new Bounded(strings, least, most) : strings;
  };
  const all = refusedAt(patterns[0]?.pointer ?? sorting?.pointer ?? "", language);
  return excluded.size > 0 ? new Excluding(all, excluded) : all;
}
