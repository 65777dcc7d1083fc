/** What TypeScript calls; all of it works on the memory that it is given, float32 unless said otherwise. */
export { attend, writeSlots } from "./attention";
export { greatestOf, sumOfExponentials } from "./logits";
export { multiply, packPair } from "./products";
export { add, gate, multiplyColumns, normalise, quantise, rotate, wholeNumbers } from "./rows";
export { lookUp } from "./table";
