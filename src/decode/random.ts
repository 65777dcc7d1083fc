/**
 * Seeded randomness.
 *
 * @module
 */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Draws from [0, 1). */
export type Random = () => number;

/** A seed for who wants none in particular. */
export function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}

/** The `stream`-th of the independent streams that belong to `seed`; streams do not overlap for 2^64 draws. */
export function randomStream(seed: number, stream: number): Random {
  const generator = xoroshiro128plus(scattered(seed));
  for (let jumped = 0; jumped <= stream; jumped++) generator.jump();
  return () => uniformFloat64(generator);
}

/**
 * The seed with its bits mixed (the finaliser of MurmurHash3). The generator is linear: without this, small
 * seeds begin near 1, and neighbouring seeds draw alike.
 */
function scattered(seed: number): number {
  let bits = seed;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
