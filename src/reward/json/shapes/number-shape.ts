/**
 * Numbers.
 *
 * @module
 */
import { type Fact, factsOf } from "../cases/facts.ts";
import type { Frame } from "../frames/frame.ts";
import { NumberFrame } from "../frames/number-frame.ts";
import { ListedNumbers, type NumberLanguage, NumbersWithExponent } from "../numbers/number-language.ts";
import { NumberRange, satisfies } from "../numbers/number-range.ts";
import type { JsonScalar } from "../value.ts";
import type { Shape } from "./shape.ts";

/** What is suggested where any number may stand: the model knows better, but it must be a number. */
const digits = [..."1234567890"];

export class NumberShape implements Shape {
  private readonly language: NumberLanguage;

  private constructor(language: NumberLanguage) {
    this.language = language;
  }

  static of(facts: readonly Fact[]): NumberShape {
    const sets = factsOf(facts, "numbers");
    const demands = {
      bounds: factsOf(facts, "bound"),
      multiples: factsOf(facts, "multiple"),
      excluded: sets.filter(({ holds }) => !holds).flatMap(({ values }) => values),
    };
    const [first, ...others] = sets.filter(({ holds }) => holds).map(({ values }) => values);
    if (first) {
      const listed = first.filter(
        (value) => others.every((values) => values.includes(value)) && satisfies(value, demands),
      );
      return new NumberShape(new ListedNumbers(listed));
    }
    const range = new NumberRange(demands);
    return new NumberShape(facts.length === 0 ? new NumbersWithExponent(range) : range);
  }

  open(character: string, next: Frame): readonly Frame[] {
    if (!/^[-0-9]$/.test(character) || !this.language.isAlive(character)) return [];
    return [new NumberFrame(this.language, character, next)];
  }

  shortest(): string | null {
    return this.language.completion("");
  }

  beginnings(): readonly string[] {
    const open = digits.filter((digit) => this.language.isAlive(digit));
    return this.language.spellings ?? (open.length > 0 ? open : ["-"]);
  }

  values(count: number): JsonScalar[] {
    return this.language.values(count);
  }

  without(values: readonly JsonScalar[]): Shape {
    const numbers = values.filter((value) => typeof value === "number");
    return numbers.length === 0 ? this : new NumberShape(this.language.without(numbers));
  }

  parts(): [] {
    return [];
  }
}
