/**
 * From the constants of a graph to a kernel memory.
 *
 * @module
 */
import type { KernelMemory } from "../../runtime/kernels.ts";
import type { GraphConstant, GraphConstants } from "./graph-constants.ts";

/** Outputs that the kernels compute at once: tables are filled up to whole blocks. */
const blockOutputs = 8;
const floatBytes = Float32Array.BYTES_PER_ELEMENT;

/** An int8 table as the kernels read it, and one scale for each output. */
export interface Table {
  readonly packed: number;
  readonly scales: number;
  readonly inputs: number;
  readonly outputs: number;
}

export function inWholeBlocks(outputs: number): number {
  return Math.ceil(outputs / blockOutputs) * blockOutputs;
}

export class WeightLoader {
  private readonly graph: GraphConstants;
  private readonly weights: Uint8Array;
  private readonly memory: KernelMemory;
  /** Where the weights of two inputs lie before they are packed. */
  private readonly pair: number;

  /** @param weights - the external data that the graph names */
  constructor(graph: GraphConstants, weights: Uint8Array, memory: KernelMemory) {
    this.graph = graph;
    this.weights = weights;
    this.memory = memory;
    const columns = Array.from(graph.byName.values(), ({ dims }) => dims[1] ?? 0);
    this.pair = memory.take(2 * Math.max(0, ...columns));
  }

  /** @returns the address of so many floats, copied; null where the graph has no constant of this name */
  floats(name: string, count: number): number | null {
    const constant = this.graph.byName.get(name);
    if (!constant) return null;
    const bytes = this.bytesOf(constant, floatBytes);
    if (bytes.length !== count * floatBytes) throw new Error(`${name} has another size than the model`);
    const address = this.memory.take(bytes.length);
    this.memory.octets(address, bytes.length).set(bytes);
    return address;
  }

  /** @throws Error where the graph has no such constant */
  required(name: string, count: number): number {
    const address = this.floats(name, count);
    if (address === null) throw new Error(`the graph has no constant ${name}`);
    return address;
  }

  /** Whether there is a table of this name, whole or in groups. */
  has(name: string): boolean {
    return [name, `${name}.part0`].some((table) => this.graph.byName.has(`${table}.weight`));
  }

  /** @throws Error where the graph has no such table, or of another size */
  table(name: string, expectedInputs: number, expectedOutputs: number): Table {
    const weights = this.graph.byName.get(`${name}.weight`);
    const scales = this.graph.byName.get(`${name}.scale`);
    const [inputs, outputs] = weights?.dims ?? [];
    if (!weights || !scales || !inputs || !outputs) throw new Error(`the graph has no table ${name}`);
    if (inputs !== expectedInputs || outputs !== expectedOutputs || scales.dims[0] !== outputs) {
      throw new Error(`the table ${name} has another size than the model`);
    }
    const columns = inWholeBlocks(outputs);
    const table = {
      packed: this.memory.take(inputs * columns),
      scales: this.memory.take(columns * floatBytes),
      inputs,
      outputs,
    };
    const rows = this.bytesOf(weights, 1);
    const pair = this.memory.octets(this.pair, 2 * outputs);
    for (let index = 0; index < inputs / 2; index++) {
      pair.set(rows.subarray(index * pair.length, (index + 1) * pair.length));
      this.memory.kernels.packPair(this.pair, table.packed, inputs, outputs, index);
    }
    const bytes = this.bytesOf(scales, floatBytes);
    this.memory.octets(table.scales, bytes.length).set(bytes);
    return table;
  }

  /** The tables of a product whose inputs are cut into groups, or the one where they are not. */
  groups(name: string, inputs: number, outputs: number): Table[] {
    let parts = 0;
    while (this.has(`${name}.part${parts}`)) parts++;
    if (parts === 0) return [this.table(name, inputs, outputs)];
    return Array.from({ length: parts }, (_, part) =>
      this.table(`${name}.part${part}`, inputs / parts, outputs),
    );
  }

  /** A single number that the node which makes `output` has for an input. */
  factorOf(output: string): number {
    for (const input of this.graph.inputsOf(output)) {
      const constant = this.graph.byName.get(input);
      if (constant)
        return new DataView(this.bytesOf(constant, floatBytes).slice().buffer).getFloat32(0, true);
    }
    throw new Error(`the graph multiplies ${output} by no constant`);
  }

  /** @throws Error where those are not the bytes of so many elements as its dimensions say */
  private bytesOf({ name, dims, place }: GraphConstant, elementBytes: number): Uint8Array {
    const bytes = "inline" in place ? place.inline : this.weights.subarray(place.start, place.end);
    const expected = dims.reduce((product, size) => product * size, elementBytes);
    if (bytes.length !== expected) {
      throw new Error(`the constant ${name} has ${bytes.length} bytes where there should be ${expected}`);
    }
    return bytes;
  }
}

/** At least the bytes that a graph's constants take once they are packed. */
export function packedBytes({ byName }: GraphConstants): number {
  let sum = 0;
  for (const { dims, place } of byName.values()) {
    const bytes = "inline" in place ? place.inline.length : place.end - place.start;
    const columns = dims.at(-1) ?? 1;
    // Each is aligned to 64 bytes.
    sum += (bytes / columns) * inWholeBlocks(columns) + 64;
  }
  return sum;
}
