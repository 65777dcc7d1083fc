/**
 * Where one session's keys and values lie, slot by slot.
 *
 * @module
 */

/** Values as a pool keeps them. */
export type Values = Float32Array | Int16Array;

export interface SlotPool<Own extends Values = Values> {
  /** Makes room for `capacity` slots, if there is not. */
  reserve(capacity: number): void;
  /** A copy of what a layer has in some slots: keys and values [slots, width]. */
  read(layer: number, slots: Int32Array): { key: Float32Array; value: Own };
  /** Writes row r of `key` and `value` [rows, width] to `slots[r]`; `reserve` comes first. */
  write(layer: number, slots: ArrayLike<number>, key: Float32Array, value: Own): void;
}
