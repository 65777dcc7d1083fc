/**
 * Sessions of a stage whose front may be gone without a word.
 *
 * @module
 */
import type { StageOutput, StageSession, StageStep } from "../src/model/layer-stage.ts";

/** Milliseconds without a step after which nobody can be waiting for one any more: fronts are less patient. */
const longestPause = 2 * 60_000;

const open = new Set<IdleSession>();

/** A session that can tell how long it has not been used. */
export class IdleSession implements StageSession {
  private readonly session: StageSession;
  private lastUsed = Date.now();

  constructor(session: StageSession) {
    this.session = session;
    open.add(this);
  }

  get isIdle(): boolean {
    return Date.now() - this.lastUsed > longestPause;
  }

  /** @throws Error where it has been closed, as with the others */
  async step(step: StageStep): Promise<StageOutput> {
    this.use();
    return this.session.step(step);
  }

  async keep(key: string, slots: Int32Array): Promise<void> {
    this.use();
    return this.session.keep(key, slots);
  }

  async recall(key: string, slots: Int32Array, capacity: number): Promise<boolean> {
    this.use();
    return this.session.recall(key, slots, capacity);
  }

  close(): void {
    if (open.delete(this)) this.session.close();
  }

  private use(): void {
    if (!open.has(this)) throw new Error("the session has been closed");
    this.lastUsed = Date.now();
  }
}

/** Gives the memory back of sessions that nobody comes back to. */
export function closeIdle(): void {
  for (const session of open) if (session.isIdle) session.close();
}
