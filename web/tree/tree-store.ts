/**
 * The nodes of the search tree, as far as they are known.
 *
 * @module
 */
import type { TraceNode } from "../../src/spec/trace.ts";

export class TreeStore {
  private readonly byId = new Map<number, TraceNode>();
  private sorted: readonly TraceNode[] | null = null;

  /** Takes in nodes that are new or have changed. */
  add(nodes: readonly TraceNode[]): void {
    for (const node of nodes) this.byId.set(node.id, node);
    this.sorted = null;
  }

  clear(): void {
    this.byId.clear();
    this.sorted = null;
  }

  get(id: number): TraceNode | undefined {
    return this.byId.get(id);
  }

  /** The text of the path that was computed last: of several in one step, the most probable. */
  latestText(): string {
    const isLater = (a: TraceNode, b: TraceNode) =>
      (a.step ?? 0) - (b.step ?? 0) || a.path_logprob - b.path_logprob;
    const latest = this.all().reduce<TraceNode | undefined>(
      (best, node) => (node.rows > 0 && (!best || isLater(node, best) > 0) ? node : best),
      undefined,
    );
    return latest ? this.textTo(latest) : "";
  }

  /** All nodes, parents before their children: ids are given in the order of making. */
  all(): readonly TraceNode[] {
    this.sorted ??= [...this.byId.values()].sort((a, b) => a.id - b.id);
    return this.sorted;
  }

  /** The nodes from the root to `node`. */
  pathTo(node: TraceNode): TraceNode[] {
    const path: TraceNode[] = [];
    for (
      let at: TraceNode | undefined = node;
      at;
      at = at.parent === null ? undefined : this.get(at.parent)
    ) {
      path.push(at);
    }
    return path.reverse();
  }

  /** The text of the path that ends at `node`. */
  textTo(node: TraceNode): string {
    return this.pathTo(node)
      .map(({ text }) => text)
      .join("");
  }
}
