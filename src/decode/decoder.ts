/**
 * Turns nodes that are wanted into rows, rows into steps.
 *
 * @module
 */
import type { ModelSession, Row } from "../model/language-model.ts";
import type { Clock } from "../runtime/platform.ts";
import { TillerError } from "../spec/tiller-error.ts";
import { readLogits, type Wishes } from "./alternatives.ts";
import { SearchStopped } from "./search-stopped.ts";
import { ancestorSlots, type Node, type TokenTree } from "./token-tree.ts";
import type { Tracer } from "./tracer.ts";

/** Who is asked before each step. */
export interface StepMeter {
  /** Runs a step of `rows` rows; the step calls `admit` when its turn has come, which throws to forbid it. */
  step<T>(rows: number, run: (admit: () => void) => Promise<T>): Promise<T>;
  /** Counts what did not have to be computed because it had been for others. */
  countCached(saved: { tokens: number; steps: number }): void;
  /** @throws SearchStopped where the time is up */
  requireTime(): void;
}

export interface DecoderParts {
  session: ModelSession;
  /** Most rows of one step. */
  maxRows: number;
  tree: TokenTree;
  meter: StepMeter;
  clock: Clock;
  signal: AbortSignal | undefined;
  tracer: Tracer;
  /** How many heads read along; 0 where nobody wants to know. */
  heads: number;
  /** How the logits are read. */
  wishes: Wishes;
  /** Called before other work is let in. */
  onPause?: (() => void) | undefined;
}

export class Decoder {
  private readonly parts: DecoderParts;

  constructor(parts: DecoderParts) {
    this.parts = parts;
  }

  /** Computes the prompt's trunk; what may follow its last token is known then. */
  async prefill(trunk: readonly Node[]): Promise<void> {
    const { session, tree } = this.parts;
    const tokens = trunk.map(({ token }) => token);
    const slots = Int32Array.from(trunk, (node) => tree.place(node));
    const known = await this.recall(trunk, slots);
    const last = trunk.at(-1);
    await this.run(trunk.slice(known), (node) => node === last);
    if (known < trunk.length - 1) await session.keepPrompt?.(tokens, slots, readingsOf(trunk));
  }

  /** How many tokens need not be computed. The last is: what follows it is not kept. */
  private async recall(trunk: readonly Node[], slots: Int32Array): Promise<number> {
    const { session, meter, maxRows } = this.parts;
    if (!session.recallPrompt) return 0;
    await this.pause();
    const before = trunk.slice(0, -1);
    const readings = before.flatMap(() => this.newReading() ?? []);
    const known = await session.recallPrompt(
      before.map(({ token }) => token),
      slots.subarray(0, -1),
      readings,
    );
    for (const [index, node] of before.slice(0, known).entries()) node.reading = readings[index] ?? null;
    const steps = Math.ceil(trunk.length / maxRows) - Math.ceil((trunk.length - known) / maxRows);
    meter.countCached({ tokens: known, steps });
    return known;
  }

  private newReading(): Float32Array | null {
    return this.parts.heads === 0 ? null : new Float32Array(this.parts.heads);
  }

  /**
   * Computes those of `nodes` whose `next` is not known, in as few steps as there can be; parents come
   * before children.
   *
   * @param wantsLogits - of which it shall be known afterwards
   * @throws SearchStopped where a limit forbids a step or the client has gone; nodes computed before stay
   */
  async compute(nodes: readonly Node[], wantsLogits: (node: Node) => boolean = () => true): Promise<void> {
    const missing = [...new Set(nodes)].filter((node) => !node.next);
    try {
      await this.run(missing, wantsLogits);
    } catch (error) {
      // The prompt has been computed: there is an answer to return, if not as good a one as was asked for.
      const noMemory = error instanceof TillerError && error.code === "overloaded";
      throw noMemory ? new SearchStopped("memory") : error;
    }
  }

  /**
   * Lets other work in; between pieces of work that the meter does not count.
   *
   * @throws SearchStopped where the time is up or the client has gone
   */
  async pause(): Promise<void> {
    this.parts.onPause?.();
    await this.parts.clock.pause();
    this.requireClient();
    this.parts.meter.requireTime();
  }

  private requireClient(): void {
    if (this.parts.signal?.aborted) throw new SearchStopped("cancelled");
  }

  private async run(nodes: readonly Node[], wantsLogits: (node: Node) => boolean): Promise<void> {
    const { maxRows } = this.parts;
    for (let from = 0; from < nodes.length; from += maxRows) {
      await this.step(nodes.slice(from, from + maxRows), wantsLogits);
    }
  }

  private async step(nodes: readonly Node[], wantsLogits: (node: Node) => boolean): Promise<void> {
    const { session, tree, meter, tracer, wishes } = this.parts;
    await this.pause();
    const rows = nodes.map((node): Row => {
      const slot = tree.place(node);
      const reading = this.newReading();
      return {
        token: node.token,
        position: node.position,
        slot,
        ancestors: ancestorSlots(node),
        wantsLogits: wantsLogits(node),
        ...(reading && { reading }),
      };
    });
    const logits = await meter.step(rows.length, (admit) =>
      session.step(rows, () => {
        // The client may have gone while the step waited for its turn.
        this.requireClient();
        admit();
        tracer.stepped(nodes);
      }),
    );
    for (const [index, node] of nodes.entries()) node.reading = rows[index]?.reading ?? null;
    for (const [index, node] of nodes.filter(wantsLogits).entries()) {
      const row = logits[index];
      if (row) Object.assign(node, readLogits(row, wishes));
    }
  }
}

/** What the heads read at each; none where they did not read at all of them. */
function readingsOf(trunk: readonly Node[]): Float32Array[] | undefined {
  const readings = trunk.flatMap(({ reading }) => reading ?? []);
  return readings.length === trunk.length ? readings : undefined;
}
