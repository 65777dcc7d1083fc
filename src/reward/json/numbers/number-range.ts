/**
 * Numbers between bounds, on a grid, without exponents: which beginnings can still become one of them is
 * worked out exactly, in whole multiples of the last place that may be written.
 *
 * @module
 */
import {
  fractionDigits,
  isMultipleOf,
  leastCommonMultiple,
  nextDown,
  nextUp,
  power,
  scaledDown,
  scaledUp,
} from "./decimal.ts";
import type { NumberLanguage } from "./number-language.ts";
import { type Extension, extensionsOf, type Limits, magnitudeText, readPrefix } from "./spelling.ts";

export interface NumberFacts {
  bounds: readonly { side: "min" | "max"; value: number; exclusive: boolean }[];
  /** What the number must be (`holds`) or must not be a multiple of; 1 for whole numbers. */
  multiples: readonly { of: number; holds: boolean }[];
  excluded: readonly number[];
}

/** Digits that a double keeps whatever they are, and those that it may take to tell it from its neighbours. */
const safeDigits = 15;
const allDigits = 17;
/** Digits before the point that JavaScript writes without an exponent. */
const wholeDigits = 21;
/** Beyond this many digits nothing is written: bounds that leave no number with fewer leave none at all. */
const mostDigits = 40;
const mostTries = 200;

export class NumberRange implements NumberLanguage {
  readonly spellings = null;
  private readonly facts: NumberFacts;
  private readonly limits: Limits;
  /** The bounds, the step, and what lies on another grid is not meant: in units of the last place. */
  private readonly least: bigint | null;
  private readonly most: bigint | null;
  private readonly step: bigint;
  private readonly avoided: readonly bigint[];
  /** Open intervals. */
  private readonly gaps: readonly { from: bigint; to: bigint }[];
  private readonly known = new Map<string, string | null>();

  constructor(facts: NumberFacts) {
    this.facts = facts;
    const { bounds, multiples, excluded } = facts;
    const inclusive = (side: "min" | "max") =>
      bounds
        .filter((bound) => bound.side === side)
        .map(({ value, exclusive }) =>
          exclusive ? (side === "min" ? nextUp(value) : nextDown(value)) : value,
        );
    const least = Math.max(...inclusive("min"));
    const most = Math.min(...inclusive("max"));
    const given = [...bounds.map(({ value }) => value), ...multiples.map(({ of }) => of)].map(fractionDigits);
    const places = Math.min(mostDigits, Math.max(allDigits, ...given.map((digits) => digits + 1)));

    this.least = Number.isFinite(least) ? scaledUp(least, places) : null;
    this.most = Number.isFinite(most) ? scaledDown(most, places) : null;
    const scaled = (holds: boolean) =>
      multiples.filter((multiple) => multiple.holds === holds).map(({ of }) => scaledDown(of, places) || 1n);
    this.step = scaled(true).reduce(leastCommonMultiple, 1n);
    this.avoided = scaled(false);
    this.gaps = excluded.map((value) => ({
      from: scaledDown(nextDown(value), places),
      to: scaledUp(nextUp(value), places),
    }));
    const nearest = this.least !== null && this.least > 0n ? this.least : -(this.most ?? 0n);
    const needed = nearest > 0n ? String(nearest / power(places)).length : 0;
    // Whole numbers are multiples of 1 even where a double has no room for all of their digits.
    const isPlain = multiples.every(({ of, holds }) => of === 1 && holds);
    this.limits = {
      places,
      fraction: this.fractionOfStep(places),
      whole: Math.max(isPlain ? wholeDigits : safeDigits, Math.min(mostDigits, needed)),
      digits: isPlain ? allDigits : safeDigits,
    };
  }

  isAlive(prefix: string): boolean {
    return this.completion(prefix) !== null;
  }

  isComplete(text: string): boolean {
    return /\d$/.test(text) && this.completion(text) === "";
  }

  completion(prefix: string): string | null {
    const known = this.known.get(prefix);
    if (known !== undefined) return known;
    const found = this.find(prefix);
    if (this.known.size > 1000) this.known.clear();
    this.known.set(prefix, found);
    return found;
  }

  values(count: number): number[] {
    const found: number[] = [];
    while (found.length < count) {
      const text = this.without(found).completion("");
      if (text === null) break;
      found.push(Number(text));
    }
    return found;
  }

  without(values: readonly number[]): NumberRange {
    if (values.length === 0) return this;
    return new NumberRange({ ...this.facts, excluded: [...this.facts.excluded, ...values] });
  }

  /**
   * Whether floating-point division agrees on what it is a multiple of. Many validators ask for no more: to them
   * 1.11 is no multiple of 0.01, as 1.11 / 0.01 is 111.00000000000001.
   */
  private isPlain(magnitude: bigint, decimals: number): boolean {
    if (this.facts.multiples.every(({ of }) => Number.isInteger(of))) return true;
    const value = Number(magnitudeText(magnitude, decimals, this.limits));
    return this.facts.multiples.every(({ of, holds }) => Number.isInteger(value / of) === holds);
  }

  private fractionOfStep(places: number): number {
    let [step, digits] = [this.step, places];
    if (step === 1n) return places;
    while (digits > 0 && step % 10n === 0n) [step, digits] = [step / 10n, digits - 1];
    return digits;
  }

  private find(prefix: string): string | null {
    const read = readPrefix(prefix);
    if (!read) return null;
    let best: string | null = null;
    for (const extension of extensionsOf(read, this.limits)) {
      const { negative, digits, leastDecimals, mostDecimals } = extension;
      // What can be written with some decimals can be written with more.
      if (this.first(extension, mostDecimals) === null) continue;
      for (let decimals = leastDecimals; decimals <= mostDecimals; decimals++) {
        const length = (negative ? 1 : 0) + digits + (decimals > 0 ? decimals + 1 : 0);
        if (best !== null && length >= best.length) break;
        const magnitude = this.first(extension, decimals);
        if (magnitude === null) continue;
        best = (negative ? "-" : "") + magnitudeText(magnitude, decimals, this.limits);
        break;
      }
    }
    return best === null ? null : best.slice(prefix.length);
  }

  /** The smallest magnitude of the extension that is meant and can be written with so many decimals. */
  private first({ negative, from, to }: Extension, decimals: number): bigint | null {
    const [low, high] = negative
      ? [this.most === null ? null : -this.most, this.least === null ? null : -this.least]
      : [this.least, this.most];
    // Minus nought is not written.
    const bottom = larger(larger(from, negative ? 1n : 0n), low ?? 0n);
    const top = high !== null && high < to ? high : to;
    const step = leastCommonMultiple(this.step, power(this.limits.places - decimals));
    let at = roundedUp(bottom, step);
    // Each excluded value and each grid to be avoided can stop a candidate, but no long run of them.
    for (let tries = 0; tries < mostTries + this.gaps.length && at <= top; tries++) {
      const value = negative ? -at : at;
      const gap = this.gaps.find(({ from, to }) => from < value && value < to);
      if (gap) at = roundedUp(negative ? -gap.from : gap.to, step);
      else if (this.avoided.some((grid) => at % grid === 0n) || !this.isPlain(at, decimals)) at += step;
      else return at;
    }
    return null;
  }
}

/** Whether a number, as it is, is one of those meant. */
export function satisfies(value: number, { bounds, multiples, excluded }: NumberFacts): boolean {
  return (
    bounds.every(({ side, value: bound, exclusive }) =>
      value === bound ? !exclusive : side === "min" ? value > bound : value < bound,
    ) &&
    multiples.every(({ of, holds }) => isMultipleOf(value, of) === holds) &&
    !excluded.includes(value)
  );
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function roundedUp(value: bigint, step: bigint): bigint {
  const rest = value % step;
  return rest === 0n ? value : value - rest + (value > 0n ? step : 0n);
}
