/**
 * Numbers as exact decimals: what binary fractions get wrong (is 4.35 a multiple of 0.01?) is decided here.
 *
 * @module
 */

/** The number is `digits` times ten to the `exponent`: what its shortest spelling says. */
interface Decimal {
  digits: bigint;
  exponent: number;
}

function decimalOf(value: number): Decimal {
  const [mantissa = "0", exponent = "0"] = String(value).split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

/** Digits behind the point that its shortest spelling without an exponent has. */
export function fractionDigits(value: number): number {
  return Math.max(0, -decimalOf(value).exponent);
}

const powers: bigint[] = [];

/** Ten to the `exponent`, which is not negative. */
export function power(exponent: number): bigint {
  const known = powers[exponent] ?? 10n ** BigInt(exponent);
  powers[exponent] = known;
  return known;
}

/** The number in units of ten to the minus `places`, rounded up. */
export function scaledUp(value: number, places: number): bigint {
  return -scaledDown(-value, places);
}

/** The number in units of ten to the minus `places`, rounded down. */
export function scaledDown(value: number, places: number): bigint {
  const { digits, exponent } = decimalOf(value);
  const shift = exponent + places;
  return shift >= 0 ? digits * power(shift) : floorDivided(digits, power(-shift));
}

function floorDivided(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  return value % divisor < 0n ? quotient - 1n : quotient;
}

/** Whether `value` is a whole number of times `divisor`, which is above 0. */
export function isMultipleOf(value: number, divisor: number): boolean {
  const places = Math.max(fractionDigits(value), fractionDigits(divisor));
  return scaledDown(value, places) % scaledDown(divisor, places) === 0n;
}

export function leastCommonMultiple(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return (a / x) * b;
}

const float = new DataView(new ArrayBuffer(8));

/**
 * The next floating-point number above. A validator reads what is written as the nearest one, so a decimal
 * that lies above a bound by less than this may be judged to lie on it.
 */
export function nextUp(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  float.setFloat64(0, value);
  float.setBigInt64(0, float.getBigInt64(0) + (value > 0 ? 1n : -1n));
  return float.getFloat64(0);
}

export function nextDown(value: number): number {
  return -nextUp(-value);
}
