/**
 * Where the rows of a step lie between kernels.
 *
 * @module
 */
import type { KernelMemory } from "../../runtime/kernels.ts";
import type { Architecture } from "../manifest.ts";
import type { Table } from "./weight-loader.ts";

const floatBytes = Float32Array.BYTES_PER_ELEMENT;

export class RowBuffers {
  readonly positions: number;
  /** float32 [rows, hidden], as are `normed`, `tapped` and `product` */
  readonly state: number;
  readonly normed: number;
  readonly tapped: number;
  readonly product: number;
  /** float32 [rows, queryHeads · headDimension] */
  readonly attended: number;
  /** float32 [rows, feedForward], as is `up` */
  readonly gate: number;
  readonly up: number;
  /** int16, and float32 scales: what is about to be multiplied. */
  private readonly quantised: number;
  private readonly scales: number;
  private readonly memory: KernelMemory;
  private readonly attention: number;
  private readonly widths: readonly [query: number, keyOrValue: number];

  constructor(memory: KernelMemory, architecture: Architecture, maxRows: number) {
    const { hidden, queryHeads, keyValueHeads, headDimension, feedForward } = architecture;
    // Products come in fours of rows.
    const rows = (width: number) => memory.take(Math.ceil(maxRows / 4) * 4 * width * floatBytes);
    this.memory = memory;
    this.positions = rows(1);
    this.state = rows(hidden);
    this.normed = rows(hidden);
    this.tapped = rows(hidden);
    this.product = rows(hidden);
    this.attended = rows(queryHeads * headDimension);
    this.widths = [queryHeads * headDimension, keyValueHeads * headDimension];
    // Products leave something behind their last row, in fours.
    this.attention = memory.take(
      (maxRows + 4) * (queryHeads + 2 * keyValueHeads) * headDimension * floatBytes,
    );
    this.gate = rows(feedForward);
    this.up = rows(feedForward);
    this.quantised = rows(Math.max(hidden, queryHeads * headDimension, feedForward) / 2);
    this.scales = rows(1);
  }

  /** What they take, in bytes, alignment aside. */
  static bytes(architecture: Architecture, maxRows: number): number {
    const { hidden, queryHeads, keyValueHeads, headDimension, feedForward } = architecture;
    const widths = 5 * hidden + 3 * (queryHeads + keyValueHeads) * headDimension + 3 * feedForward + 64;
    return maxRows * widths * floatBytes;
  }

  /**
   * Queries, keys and values of so many rows: float32, all of each, one behind the other. They are to be computed in this
   * order: what a product leaves behind its last row is lost with the next one.
   */
  attentionInputs(rows: number): [queries: number, keys: number, values: number] {
    const [query, key] = this.widths.map((width) => width * rows * floatBytes) as [number, number];
    return [this.attention, this.attention + query, this.attention + query + key];
  }

  /** Makes ready to be multiplied: float32 [rows, width]. */
  quantise(x: number, rows: number, width: number): void {
    this.memory.kernels.quantise(x, this.quantised, this.scales, rows, width, width);
  }

  /** y = what was last made ready · the table */
  multiply(table: Table, y: number, rows: number, isAdded = false): void {
    const { packed, scales, inputs, outputs } = table;
    const { kernels } = this.memory;
    kernels.multiply(this.quantised, packed, scales, this.scales, y, rows, inputs, outputs, isAdded);
  }

  /** y = x · tables, each for as many of the columns of x as it has inputs. */
  multiplyGroups(tables: readonly Table[], x: number, y: number, rows: number): void {
    const width = tables.reduce((sum, { inputs }) => sum + inputs, 0);
    let column = 0;
    for (const table of tables) {
      const from = x + column * floatBytes;
      this.memory.kernels.quantise(from, this.quantised, this.scales, rows, table.inputs, width);
      this.multiply(table, y, rows, column > 0);
      column += table.inputs;
    }
  }
}
