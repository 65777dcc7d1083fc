/**
 * Turns nodes that are wanted into rows, rows into steps.
 *
 * @module
 */
import type { Meter } from "../budget/meter.ts";
import { SearchStopped } from "../budget/search-stopped.ts";
import type { ModelSession, Row } from "../model/language-model.ts";
import type { Clock } from "../runtime/platform.ts";
import { Distribution } from "./distribution.ts";
import { ancestorSlots, type Node, type TokenTree } from "./token-tree.ts";

export interface DecoderParts {
  session: ModelSession;
  /** Most rows of one step. */
  maxRows: number;
  tree: TokenTree;
  meter: Meter;
  clock: Clock;
  signal: AbortSignal | undefined;
}

export class Decoder {
  private readonly parts: DecoderParts;

  constructor(parts: DecoderParts) {
    this.parts = parts;
  }

  /** Computes the prompt's trunk; what may follow its last token is known then. */
  async prefill(trunk: readonly Node[]): Promise<void> {
    const last = trunk.at(-1);
    await this.run(trunk, (node) => node === last);
  }

  /**
   * Computes those of `nodes` that have not been, in as few steps as there can be; parents come before
   * children. Each computed node then knows its `next`, and its `keep` best tokens where that is given:
   * then `next` is let go.
   *
   * @throws SearchStopped where a limit forbids a step or the client has gone; nodes computed before stay
   */
  async compute(nodes: readonly Node[], keep?: number): Promise<void> {
    const missing = [...new Set(nodes)].filter((node) => node.slot === null);
    await this.run(missing, () => true);
    if (keep === undefined) return;
    for (const node of nodes) {
      if (node.next && node.best.length < keep) node.best = node.next.top(keep);
      node.next = null;
    }
  }

  private async run(nodes: readonly Node[], wantsLogits: (node: Node) => boolean): Promise<void> {
    const { maxRows } = this.parts;
    for (let from = 0; from < nodes.length; from += maxRows) {
      await this.step(nodes.slice(from, from + maxRows), wantsLogits);
    }
  }

  private async step(nodes: readonly Node[], wantsLogits: (node: Node) => boolean): Promise<void> {
    const { session, tree, meter, clock, signal } = this.parts;
    await clock.pause();
    if (signal?.aborted) throw new SearchStopped(null);
    const logits = await meter.step(nodes.length, () => {
      const rows = nodes.map((node): Row => {
        const slot = tree.place(node);
        return {
          token: node.token,
          position: node.position,
          slot,
          ancestors: ancestorSlots(node),
          wantsLogits: wantsLogits(node),
        };
      });
      return session.step(rows);
    });
    for (const [index, node] of nodes.filter(wantsLogits).entries()) {
      const row = logits[index];
      if (row) node.next = new Distribution(row);
    }
  }
}
