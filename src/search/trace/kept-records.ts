/**
 * As many records as a trace may list, chosen while the search goes on.
 *
 * @module
 */
import type { NodeRecord } from "./node-record.ts";

/**
 * Keeps the nodes that took a row, the earliest first, and with what room they leave, the first candidates of
 * each. So whose child is kept is kept itself: only what was computed has children, later ones than itself.
 */
export class KeptRecords {
  private readonly most: number;
  private records = new Set<NodeRecord>();

  /** @param most - how many are listed; never more than twice as many are held */
  constructor(most: number) {
    this.most = most;
  }

  /** Takes the record in, or in again once it was computed. */
  keep(record: NodeRecord): void {
    this.records.add(record);
    if (this.records.size > 2 * this.most) {
      this.records = new Set([...this.records].toSorted(byWorth).slice(0, this.most));
    }
  }

  /** All of `complete`, and of the others as many as there is room for, in the order of their making. */
  with(complete: ReadonlySet<NodeRecord>): NodeRecord[] {
    const others = [...this.records].filter((record) => !complete.has(record)).toSorted(byWorth);
    const room = Math.max(0, this.most - complete.size);
    return [...complete, ...others.slice(0, room)].toSorted((a, b) => a.id - b.id);
  }
}

function byWorth(a: NodeRecord, b: NodeRecord): number {
  return lateness(a) - lateness(b) || a.id - b.id;
}

function lateness({ rows, place }: NodeRecord): number {
  return rows > 0 ? 0 : place + 1;
}
