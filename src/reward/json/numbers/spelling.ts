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
  /** Most significant digits. */
  digits: number;
}

interface Prefix {
  /** Null where nothing has been written yet. */
  negative: boolean | null;
  whole: string;
  /** Null where there is no point yet. */
  fraction: string | null;
}

/** All numbers with so many digits before and behind the point that begin like the prefix. */
export interface Extension {
  negative: boolean;
  /** The magnitudes, both included. */
  from: bigint;
  to: bigint;
  decimals: number;
  /** Length of the whole spelling. */
  characters: number;
}

/** The parts of what may be the beginning of a JSON number without an exponent, or null. */
export function readPrefix(text: string): Prefix | null {
  const match = /^(-?)(0|[1-9]\d*|)(?:(?<=\d)\.(\d*))?$/.exec(text);
  if (!match) return null;
  const [, sign, whole = "", fraction = null] = match;
  return { negative: text === "" ? null : sign === "-", whole, fraction };
}

export function* extensionsOf(prefix: Prefix, limits: Limits): Generator<Extension> {
  for (const negative of prefix.negative === null ? [false, true] : [prefix.negative]) {
    for (const { low, high, digits } of wholeParts(prefix.whole, prefix.fraction === null, limits)) {
      const room = low === 0n ? limits.fraction : Math.min(limits.fraction, limits.digits - digits);
      const written = prefix.fraction?.length ?? 0;
      const least = prefix.fraction === null ? 0 : Math.max(1, written);
      const behind = prefix.fraction
        ? BigInt(prefix.fraction) * power(Math.max(0, limits.places - written))
        : 0n;
      for (let decimals = least; decimals <= room; decimals++) {
        yield {
          negative,
          from: low * power(limits.places) + behind,
          to:
            prefix.fraction === null
              ? (high + 1n) * power(limits.places) - 1n
              : low * power(limits.places) + behind + power(limits.places - written) - 1n,
          decimals,
          characters: (negative ? 1 : 0) + digits + (decimals > 0 ? decimals + 1 : 0),
        };
      }
    }
  }
}

/** By number of digits: what may stand before the point. */
function* wholeParts(written: string, open: boolean, limits: Limits) {
  if (written === "") {
    yield { low: 0n, high: 0n, digits: 1 };
    yield { low: 1n, high: 9n, digits: 1 };
    for (let digits = 2; digits <= limits.digits; digits++) {
      yield { low: power(digits - 1), high: power(digits) - 1n, digits };
    }
    return;
  }
  const known = BigInt(written);
  const most = open && known !== 0n ? limits.digits - written.length : 0;
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
