/**
 * 1.5 · 2^23. A float32 as large has no place for fractions: what is added to it, up to 2^22, is rounded to the nearest
 * whole number, ties to even, which then stands in its last bits. Less this, as integers, they are that number; it is
 * two instructions, where rounding and converting take ten.
 */
export const roundingMagic: f32 = 12582912;
