/**
 * What TypeScript calls; all of it works on the memory that it is given, float32 unless said otherwise.
 *
 * Lesser and greater are told by `pmin` and `pmax`, one instruction each: `min` and `max` take half a dozen to treat NaN
 * and the signs of zeros as they should be. States that are not finite are refused before (require-sound.ts), and which
 * zero it is makes no difference here.
 */
export { attend, writeSlots } from "./attention";
export { greatestOf, sumOfExponentials } from "./logits";
export { multiply, packPair } from "./products";
export { add, gate, multiplyColumns, normalise, quantise, rotate, wholeNumbers } from "./rows";
export { lookUp } from "./table";
