/**
 * The ways in which the beginning of a number can go on.
 *
 * @module
 */
import { power } from "./decimal.ts";

export interface Limits {
  /** Magnitudes are counted in units of ten to the minus `places`. */
  places: number;
  /** Most digits behind the point. */
  fraction: number;
  /** Most digits before the point. */
  whole: number;
  /** Most significant digits, where there are some behind the point. */
  digits: number;
}

interface Prefix {
  /** Null where nothing has been written yet. */
  negative: boolean | null;
  whole: string;
  /** Null where there is no point yet. */
  fraction: string | null;
}

/** All numbers with so many digits before the point that begin like the prefix. */
export interface Extension {
  negative: boolean;
  /** The magnitudes, both included. */
  from: bigint;
  to: bigint;
  digits: number;
  /** How many digits may stand behind the point; with none, there is no point. */
  leastDecimals: number;
  mostDecimals: number;
}

/** The parts of what may be the beginning of a JSON number without an exponent, or null. */
export function readPrefix(text: string): Prefix | null {
  const match = /^(-?)(0|[1-9]\d*|)(?:(?<=\d)\.(\d*))?$/.exec(text);
  if (!match) return null;
  const [, sign, whole = "", fraction = null] = match;
  return { negative: text === "" ? null : sign === "-", whole, fraction };
}

/** Those with the fewest digits before the point first, of each sign. */
export function* extensionsOf(prefix: Prefix, limits: Limits): Generator<Extension> {
  const { whole, fraction } = prefix;
  const unit = power(limits.places);
  const written = fraction?.length ?? 0;
  const leastDecimals = fraction === null ? 0 : Math.max(1, written);
  for (const negative of prefix.negative === null ? [false, true] : [prefix.negative]) {
    for (const { low, high, digits } of wholeParts(whole, fraction === null, limits)) {
      // Noughts before the first digit are not significant.
      const mostDecimals =
        low === 0n ? limits.fraction : Math.max(0, Math.min(limits.fraction, limits.digits - digits));
      if (leastDecimals > mostDecimals) continue;
      const from = low * unit + BigInt(fraction || 0) * power(limits.places - written);
      const to = fraction === null ? (high + 1n) * unit - 1n : from + power(limits.places - written) - 1n;
      yield { negative, from, to, digits, leastDecimals, mostDecimals };
    }
  }
}

/** By number of digits: what may stand before the point. */
function* wholeParts(written: string, open: boolean, limits: Limits) {
  if (written === "") {
    yield { low: 0n, high: 0n, digits: 1 };
    yield { low: 1n, high: 9n, digits: 1 };
    for (let digits = 2; digits <= limits.whole; digits++) {
      yield { low: power(digits - 1), high: power(digits) - 1n, digits };
    }
    return;
  }
  const known = BigInt(written);
  const most = open && known !== 0n ? limits.whole - written.length : 0;
  for (let more = 0; more <= most; more++) {
    const low = known * power(more);
    yield { low, high: low + power(more) - 1n, digits: written.length + more };
  }
}

export function magnitudeText(magnitude: bigint, decimals: number, { places }: Limits): string {
  const unit = power(places);
  const whole = (magnitude / unit).toString();
  if (decimals === 0) return whole;
  return `${whole}.${(magnitude % unit).toString().padStart(places, "0").slice(0, decimals)}`;
}
