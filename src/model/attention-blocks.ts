/**
 * What a step's rows look at, cut into blocks that each look at few slots.
 *
 * A row attends to a path, the pool holds a tree, or many: where all rows met all slots, most of attention would be
 * spent on what the mask then hides. So rows that look at much the same make a block, which meets what any of its rows
 * looks at. All blocks are filled up to the size of the largest: they are one product.
 *
 * @module
 */
import { Tensor } from "../runtime/onnx-runtime.ts";
import type { TreeRows } from "./layer-stage.ts";

/** Finite, because a row of −∞ alone would make softmax NaN; far below any score, so its weight is exactly 0. */
const hidden = -1e9;

/**
 * What it takes to fetch a slot's key and value for a block, in slots that a row attends to. On the default model the
 * latter takes some 4 µs, over its 30 layers.
 */
const costOfSlot = 1.5;

/** Most rows of a block that are tried, beside all. */
const sizes = [1, 2, 4, 8, 16];

/** Slots that are fetched, for all blocks together: so many, or so many times as many as there are. They take memory. */
const mostFetched = 4096;
const mostTimesFetched = 2;

/** For B blocks of R rows that look at M columns. */
export interface AttentionBlocks {
  /** [B, R, M] */
  shape: readonly [number, number, number];
  /** The row at each place [B, R]; places that are left over hold the first. */
  rows: Int32Array;
  /** The place of each row [S]. */
  order: Int32Array;
  /**
   * What is looked at [M, B]: column c < seen is slot c as written by earlier steps, column seen + r is row r of this
   * batch, so an ancestor in the batch is looked up there, not in the slot that is about to be overwritten.
   */
  columns: Int32Array;
  /** 0 where the row of a place may look, at its ancestors and itself; −1e9 elsewhere [B, R, M]. */
  mask: Float32Array;
}

/** What the step looks at. */
interface StepView {
  /** Pool slots that are to be there: columns beyond are the step's own rows. */
  seen: number;
  blocks: AttentionBlocks;
}

interface Block {
  rows: number[];
  /** Each once. */
  columns: number[];
}

/** All rows as one block, or what costs less of a few ways to cut them. */
export function attentionBlocks(step: Omit<TreeRows, "positions">): StepView {
  const seen = slotsSeen(step);
  const looks = columnsOfRows(step, seen);
  const width = seen + looks.length;
  const longest = Math.max(0, ...looks.map(({ length }) => length));
  let best = [union(looks, width)];
  for (const size of [...sizes.filter((size) => size < looks.length), looks.length]) {
    const least = longest * (looks.length + costOfSlot * Math.ceil(looks.length / size));
    if (least >= costOf(best)) continue;
    const blocks = cut(looks, width, size);
    if (fetchedBy(blocks) > Math.max(mostFetched, mostTimesFetched * width)) continue;
    if (costOf(blocks) < costOf(best)) best = blocks;
  }
  return { seen, blocks: arranged(best, looks, width) };
}

/** As the inputs of a layer stage's graph. */
export function blockInputs({ shape, rows, order, columns, mask }: AttentionBlocks): Record<string, Tensor> {
  const [count, most, width] = shape;
  return {
    rows: new Tensor("int32", rows, [count, most]),
    columns: new Tensor("int32", columns, [width, count]),
    order: new Tensor("int32", order, [order.length]),
    mask: new Tensor("float32", mask, shape),
  };
}

/** How many of the pool's first slots hold all ancestors of the rows, those aside that are rows of the same batch. */
function slotsSeen({ slots, ancestors }: Pick<TreeRows, "slots" | "ancestors">): number {
  const batch = new Set(slots);
  let seen = 0;
  for (const slot of ancestors) if (slot >= seen && !batch.has(slot)) seen = slot + 1;
  return seen;
}

/** The columns that each row looks at, its own the last. */
function columnsOfRows(
  { slots, ancestors, ancestorCounts }: Omit<TreeRows, "positions">,
  seen: number,
): Int32Array[] {
  const columnOf = new Map(Array.from(slots, (slot, row) => [slot, seen + row]));
  let from = 0;
  return Array.from(ancestorCounts, (count, row) => {
    const columns = new Int32Array(count + 1);
    for (let index = 0; index < count; index++) {
      const slot = ancestors[from + index] ?? 0;
      columns[index] = columnOf.get(slot) ?? slot;
    }
    columns[count] = seen + row;
    from += count;
    return columns;
  });
}

function union(looks: readonly Int32Array[], width: number): Block {
  const isSeen = new Uint8Array(width);
  for (const own of looks) for (const column of own) isSeen[column] = 1;
  const columns = Array.from(isSeen.keys()).filter((column) => isSeen[column] === 1);
  return { rows: [...looks.keys()], columns };
}

/** Blocks of at most `most` rows, in order; what looks at nothing that the block looks at begins another. */
function cut(looks: readonly Int32Array[], width: number, most: number): Block[] {
  const blocks: Block[] = [];
  /** The last block that looks at each column, counted from 1. */
  const lookedAt = new Int32Array(width);
  for (const [row, own] of looks.entries()) {
    let block = blocks.at(-1);
    const isRelated = own.some((column) => lookedAt[column] === blocks.length);
    if (!block || block.rows.length === most || !isRelated) {
      block = { rows: [], columns: [] };
      blocks.push(block);
    }
    block.rows.push(row);
    for (const column of own) {
      if (lookedAt[column] === blocks.length) continue;
      lookedAt[column] = blocks.length;
      block.columns.push(column);
    }
  }
  return blocks;
}

function sizeOf(blocks: readonly Block[]): { rows: number; columns: number } {
  return {
    rows: Math.max(...blocks.map(({ rows }) => rows.length)),
    columns: Math.max(...blocks.map(({ columns }) => columns.length)),
  };
}

function fetchedBy(blocks: readonly Block[]): number {
  return blocks.length * sizeOf(blocks).columns;
}

function costOf(blocks: readonly Block[]): number {
  return fetchedBy(blocks) * (sizeOf(blocks).rows + costOfSlot);
}

/** @param width - how many columns there are */
function arranged(blocks: readonly Block[], looks: readonly Int32Array[], width: number): AttentionBlocks {
  const most = sizeOf(blocks);
  const rows = new Int32Array(blocks.length * most.rows);
  const columns = new Int32Array(most.columns * blocks.length);
  const order = new Int32Array(looks.length);
  const mask = new Float32Array(blocks.length * most.rows * most.columns).fill(hidden);
  /** Where the current block has each column. */
  const placeOf = new Int32Array(width);
  for (const [index, block] of blocks.entries()) {
    for (const [place, column] of block.columns.entries()) {
      columns[place * blocks.length + index] = column;
      placeOf[column] = place;
    }
    for (const [offset, row] of block.rows.entries()) {
      const place = index * most.rows + offset;
      rows[place] = row;
      order[row] = place;
      for (const column of looks[row] ?? []) mask[place * most.columns + (placeOf[column] ?? 0)] = 0;
    }
  }
  return { shape: [blocks.length, most.rows, most.columns], rows, order, columns, mask };
}
