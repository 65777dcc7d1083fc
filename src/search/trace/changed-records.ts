/**
 * Which nodes are told of while the search goes on.
 *
 * @module
 */
import type { NodeRecord } from "./node-record.ts";

export class ChangedRecords {
  private readonly most: number;
  private changed = new Set<NodeRecord>();
  private readonly told = new Set<NodeRecord>();

  /** @param most - nodes that are told of in all; those that take no row leave half of the room to the others */
  constructor(most: number) {
    this.most = most;
  }

  add(record: NodeRecord): void {
    this.changed.add(record);
  }

  /** Those that are new or have changed since it was last called, a parent before its children. */
  take(): NodeRecord[] {
    const inOrder = [...this.changed].toSorted((a, b) => a.id - b.id);
    this.changed = new Set();
    return inOrder.filter((record) => this.tells(record));
  }

  private tells(record: NodeRecord): boolean {
    if (this.told.has(record)) return true;
    const room = record.rows > 0 ? this.most : this.most / 2;
    const isChildOfTold = record.parent === null || this.told.has(record.parent);
    if (this.told.size >= room || !isChildOfTold) return false;
    this.told.add(record);
    return true;
  }
}
