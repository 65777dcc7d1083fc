/**
 * Seeded randomness.
 *
 * @module
 */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Draws from [0, 1). */
export type Random = () => number;

/** The `stream`-th of the independent streams that belong to `seed`; streams do not overlap for 2^64 draws. */
export function randomStream(seed: number, stream: number): Random {
  const generator = xoroshiro128plus(seed);
  // The generator starts as good as unmixed: the first draws of all small seeds lie near 1 before a jump.
  for (let jumped = 0; jumped <= stream; jumped++) generator.jump();
  return () => uniformFloat64(generator);
}
