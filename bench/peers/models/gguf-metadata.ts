/**
 * Where a GGUF file's metadata ends, so that another file can begin with the same (the layout: GGUF's documentation).
 *
 * @module
 */

/** Bytes of a value by its type's number; strings (8) and arrays (9) say their own. */
const sizes = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8];
const stringType = 8;
const arrayType = 9;

/** Magic, version, number of tensors, number of metadata entries. */
const headerBytes = 4 + 4 + 8 + 8;

export class GgufMetadata {
  private readonly view: DataView;
  /** The byte after the last entry. */
  readonly end: number;
  /** Where the value of each key lies. */
  readonly values = new Map<string, number>();

  constructor(file: Uint8Array) {
    this.view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    let at = headerBytes;
    for (let entries = this.count(16); entries > 0; entries--) {
      const length = this.count(at);
      const key = new TextDecoder().decode(file.subarray(at + 8, at + 8 + length));
      const value = at + 8 + length + 4;
      this.values.set(key, value);
      at = this.after(value, this.view.getUint32(value - 4, true));
    }
    this.end = at;
  }

  private count(at: number): number {
    return Number(this.view.getBigUint64(at, true));
  }

  /** The byte after the value of `type` that begins at `at`. */
  private after(at: number, type: number): number {
    if (type === stringType) return at + 8 + this.count(at);
    if (type !== arrayType) return at + (sizes[type] ?? Number.NaN);
    const itemType = this.view.getUint32(at, true);
    let next = at + 12;
    for (let items = this.count(at + 4); items > 0; items--) next = this.after(next, itemType);
    return next;
  }
}
