/**
 * Strings.
 *
 * @module
 */
import { type Fact, factsOf } from "../cases/facts.ts";
import type { Frame } from "../frames/frame.ts";
import { StringFrame } from "../frames/string-frame.ts";
import type { Allowance } from "../strings/allowance.ts";
import { Excluding } from "../strings/excluding.ts";
import { StringCursor, spell } from "../strings/string-cursor.ts";
import { type Sorting, type StringFacts, stringLanguage } from "../strings/string-facts.ts";
import type { StringLanguage } from "../strings/string-language.ts";
import type { JsonScalar } from "../value.ts";
import type { Shape } from "./shape.ts";

/** Most values of an `enum` that are suggested. */
const mostSuggested = 16;

export class StringShape implements Shape {
  readonly language: StringLanguage;
  private readonly facts: readonly StringFacts[];

  private constructor(language: StringLanguage, facts: readonly StringFacts[]) {
    this.language = language;
    this.facts = facts;
  }

  /** @throws TillerError `invalid_request` where a pattern is too large */
  static of(facts: readonly Fact[], allowance: Allowance): StringShape {
    const known = factsOf(facts, "length", "pattern", "strings");
    return new StringShape(stringLanguage(known, allowance), known);
  }

  /** The strings of which more is asked. @throws TillerError `invalid_request` where a pattern is too large */
  sorted(sorting: Sorting | undefined, allowance: Allowance): StringLanguage {
    return sorting ? stringLanguage(this.facts, allowance, sorting) : this.language;
  }

  open(character: string, next: Frame): readonly Frame[] {
    const cursor = character === '"' ? StringCursor.begin(this.language) : null;
    return cursor ? [new StringFrame(cursor, next)] : [];
  }

  shortest(): string | null {
    const [text] = this.all(1);
    return text === undefined ? null : JSON.stringify(text);
  }

  beginnings(): readonly string[] {
    if (this.language.isListed) return this.all(mostSuggested).map((text) => `"${spell(text)}"`);
    const { start } = this.language;
    return [`"${start === null ? "" : spell(this.language.forced(start))}`];
  }

  values(count: number): JsonScalar[] {
    return this.all(count);
  }

  without(values: readonly JsonScalar[]): Shape {
    const strings = values.filter((value) => typeof value === "string");
    return strings.length === 0 ? this : new StringShape(new Excluding(this.language, strings), this.facts);
  }

  parts(): [] {
    return [];
  }

  private all(count: number): string[] {
    const { start } = this.language;
    return start === null ? [] : this.language.completions(start, count);
  }
}
