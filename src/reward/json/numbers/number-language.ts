/**
 * What may be written where a number is expected.
 *
 * @module
 */

/** A set of spellings of numbers, followed character by character. */
export interface NumberLanguage {
  /** Whether some spelling begins like this. */
  isAlive(prefix: string): boolean;
  isComplete(text: string): boolean;
  /** What completes it with the fewest characters; null where it is not alive. */
  completion(prefix: string): string | null;
  /** Up to `count` of its numbers, all different; fewer only where there are no more. */
  values(count: number): number[];
  /** The same without what is equal to one of these. */
  without(values: readonly number[]): NumberLanguage;
  /** All spellings that are worth proposing; null where there are too many. */
  readonly spellings: readonly string[] | null;
}

/** The numbers of an `enum`, each in its shortest spelling. */
export class ListedNumbers implements NumberLanguage {
  readonly spellings: readonly string[];
  private readonly listed: readonly number[];

  constructor(listed: readonly number[]) {
    this.listed = [...new Set(listed)];
    this.spellings = this.listed.map(String);
  }

  isAlive(prefix: string): boolean {
    return this.spellings.some((spelling) => spelling.startsWith(prefix));
  }

  isComplete(text: string): boolean {
    return this.spellings.includes(text);
  }

  completion(prefix: string): string | null {
    const open = this.spellings.filter((spelling) => spelling.startsWith(prefix));
    if (open.length === 0) return null;
    return open
      .reduce((best, spelling) => (spelling.length < best.length ? spelling : best))
      .slice(prefix.length);
  }

  values(count: number): number[] {
    return this.listed.slice(0, count);
  }

  without(values: readonly number[]): ListedNumbers {
    return new ListedNumbers(this.listed.filter((value) => !values.includes(value)));
  }
}

/**
 * Numbers of which nothing is asked but that a type without `fraction` has none: as `numbers` writes them,
 * or with an exponent of one or two digits behind.
 */
export class NumbersWithExponent implements NumberLanguage {
  readonly spellings = null;
  private readonly numbers: NumberLanguage;

  constructor(numbers: NumberLanguage) {
    this.numbers = numbers;
  }

  isAlive(prefix: string): boolean {
    const { mantissa, exponent } = parts(prefix);
    if (exponent === null) return this.numbers.isAlive(mantissa);
    return this.numbers.isComplete(mantissa) && /^[+-]?\d{0,2}$/.test(exponent);
  }

  isComplete(text: string): boolean {
    const { mantissa, exponent } = parts(text);
    return this.numbers.isComplete(mantissa) && (exponent === null || /^[+-]?\d{1,2}$/.test(exponent));
  }

  completion(prefix: string): string | null {
    const { mantissa, exponent } = parts(prefix);
    if (exponent === null) return this.numbers.completion(mantissa);
    if (!this.isAlive(prefix)) return null;
    return /\d$/.test(exponent) ? "" : "0";
  }

  values(count: number): number[] {
    return this.numbers.values(count);
  }

  without(values: readonly number[]): NumberLanguage {
    return values.length === 0 ? this : this.numbers.without(values);
  }
}

function parts(text: string): { mantissa: string; exponent: string | null } {
  const at = text.search(/e/i);
  return at === -1
    ? { mantissa: text, exponent: null }
    : { mantissa: text.slice(0, at), exponent: text.slice(at + 1) };
}
