/**
 * The kernels (src/kernels) on a memory of their own.
 *
 * @module
 */

/** Addresses in the memory, in bytes. */
type Address = number;

/** What the module exports; src/kernels says what each does, to arrays of what shape. */
export interface Kernels {
  packPair(source: Address, table: Address, inputs: number, outputs: number, pair: number): void;
  greatestOf(values: Address, count: number): number;
  sumOfExponentials(values: Address, count: number, greatest: number): number;
  lookUp(packed: Address, scales: Address, y: Address, inputs: number, output: number): void;
  multiply(
    x: Address,
    packed: Address,
    scales: Address,
    rowScales: Address,
    y: Address,
    rows: number,
    inputs: number,
    outputs: number,
    isAdded: boolean,
  ): void;
  normalise(x: Address, weight: Address, y: Address, rows: number, width: number, epsilon: number): void;
  add(x: Address, more: Address, count: number): void;
  multiplyColumns(x: Address, factors: Address, y: Address, rows: number, width: number): void;
  quantise(x: Address, y: Address, scales: Address, rows: number, width: number, stride: number): void;
  wholeNumbers(x: Address, units: number, most: number, count: number): void;
  rotate(
    x: Address,
    cosines: Address,
    sines: Address,
    positions: Address,
    rows: number,
    heads: number,
    dimension: number,
  ): void;
  gate(x: Address, up: Address, count: number): void;
  writeSlots(
    keys: Address,
    values: Address,
    places: Address,
    layer: Address,
    rows: number,
    width: number,
  ): void;
  attend(
    queries: Address,
    places: Address,
    counts: Address,
    layer: Address,
    scratch: Address,
    y: Address,
    rows: number,
    queryHeads: number,
    keyHeads: number,
    dimension: number,
    units: number,
  ): void;
}

const pageBytes = 65_536;

/** Kernels, and the memory that they work on, which is handed out from the bottom and never taken back. */
export class KernelMemory {
  readonly kernels: Kernels;
  private readonly memory: WebAssembly.Memory;
  private used = 0;

  /** @param bytes - what will be needed; it can grow */
  constructor(module: WebAssembly.Module, bytes = 0) {
    this.memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / pageBytes) });
    const { exports } = new WebAssembly.Instance(module, { env: { memory: this.memory } });
    this.kernels = exports as unknown as Kernels;
  }

  /** Its size in bytes; it never shrinks. */
  get bytes(): number {
    return this.memory.buffer.byteLength;
  }

  /**
   * The address of so many bytes, aligned for vectors; grows where it has to, and then all views are stale.
   *
   * @throws RangeError, nothing taken, where there is no memory for it
   */
  take(bytes: number): Address {
    const address = Math.ceil(this.used / 64) * 64;
    const missing = address + bytes - this.bytes;
    if (missing > 0) this.memory.grow(Math.ceil(missing / pageBytes));
    this.used = address + bytes;
    return address;
  }

  floats(address: Address, count: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.memory.buffer, address, count);
  }

  shorts(address: Address, count: number): Int16Array<ArrayBuffer> {
    return new Int16Array(this.memory.buffer, address, count);
  }

  integers(address: Address, count: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.memory.buffer, address, count);
  }

  octets(address: Address, count: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.memory.buffer, address, count);
  }
}
