/**
 * Byte-level BPE spells each byte of a token as a character that can be seen (Radford et al. 2019, *Language Models are
 * Unsupervised Multitask Learners*).
 *
 * @module
 */

/** The symbol of each byte 0–255: the byte's Latin-1 character where that is printable, else the next character from U+0100. */
export function byteSymbols(): string[] {
  let next = 0x100;
  return Array.from({ length: 256 }, (_, byte) => {
    const printable = (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad);
    return String.fromCharCode(printable ? byte : next++);
  });
}

const byteOf: ReadonlyMap<string, number> = new Map(byteSymbols().map((symbol, byte) => [symbol, byte]));

/** The bytes that `spelling` stands for; null where it has a character that stands for none. */
export function bytesOfSpelling(spelling: string): Uint8Array | null {
  const bytes = Uint8Array.from(spelling, (symbol) => byteOf.get(symbol) ?? -1);
  return [...spelling].every((symbol) => byteOf.has(symbol)) ? bytes : null;
}
