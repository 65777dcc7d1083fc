/**
 * GGUF's tensor type Q8_0: blocks of 32 values, a half-precision scale and 32 int8.
 *
 * @module
 */

const blockValues = 32;
const blockBytes = 2 + blockValues;

/** @param values - a multiple of 32 of them */
export function toQ8(values: Float32Array): Uint8Array {
  const blocks = values.length / blockValues;
  const view = new DataView(new ArrayBuffer(blocks * blockBytes));
  for (let block = 0; block < blocks; block++) {
    const at = block * blockBytes;
    const own = values.subarray(block * blockValues, (block + 1) * blockValues);
    const scale = own.reduce((greatest, value) => Math.max(greatest, Math.abs(value)), 0) / 127;
    view.setUint16(at, halfOf(scale), true);
    for (let index = 0; index < blockValues; index++) {
      view.setInt8(at + 2 + index, scale === 0 ? 0 : Math.round((own[index] ?? 0) / scale));
    }
  }
  return new Uint8Array(view.buffer);
}

/** The bits of `value`, which is not negative and far from the greatest, in half precision. */
function halfOf(value: number): number {
  const exponent = Math.max(-14, Math.floor(Math.log2(value)));
  const isNormal = value >= 2 ** -14;
  // A fraction that rounds up to the next power of two carries into the exponent's bits, as it should.
  const fraction = Math.round((value / 2 ** exponent - (isNormal ? 1 : 0)) * 1024);
  return (isNormal ? (exponent + 15) << 10 : 0) + fraction;
}
