/**
 * Which names of properties a schema means.
 *
 * @module
 */
import { compilePattern } from "../pattern/pattern.ts";
import type { Names } from "./schema/schema-node.ts";

/** Compiles each pattern once. */
export class NameMatcher {
  private readonly tests = new Map<string, (name: string) => boolean>();

  isMeant(names: Names, name: string): boolean {
    if ("only" in names) return names.only === name;
    if ("matching" in names) return this.matches(names.matching, name);
    const { names: besides, patterns } = names.besides;
    return !besides.includes(name) && !patterns.some((pattern) => this.matches(pattern, name));
  }

  /** Whether the pattern, in RE2 syntax, matches somewhere in the text. */
  matches(source: string, text: string): boolean {
    const known = this.tests.get(source);
    if (known) return known(text);
    const pattern = compilePattern(source, { mode: "search" });
    const test = (text: string) => pattern.isMatch(pattern.step(pattern.start, text));
    this.tests.set(source, test);
    return test(text);
  }
}
