/**
 * What a stage holds for a front that may be gone without a word.
 *
 * @module
 */
import type { LayerStage, StageSession, StageStep } from "../src/model/layer-stage.ts";

/** Milliseconds without a step after which nobody can be waiting for one any more: fronts are less patient. */
const longestPause = 2 * 60_000;
/** What is kept for other requests may wait for them longer. */
const longestKept = 20 * 60_000;

const open = new Set<IdleSession>();

/** When what is kept beyond a session was last of use. */
const kept = new Map<string, number>();

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
  async step(step: StageStep): Promise<Float32Array> {
    this.use();
    return this.session.step(step);
  }

  async keep(key: string, slots: Int32Array): Promise<void> {
    this.use();
    kept.set(key, this.lastUsed);
    return this.session.keep(key, slots);
  }

  async recall(key: string, slots: Int32Array, capacity: number): Promise<boolean> {
    this.use();
    kept.set(key, this.lastUsed);
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

/** Gives the memory back of sessions that nobody comes back to, and of what nobody has asked for as long. */
export function closeIdle(stage: LayerStage): void {
  for (const session of open) if (session.isIdle) session.close();
  for (const [key, lastUsed] of kept) {
    if (Date.now() - lastUsed <= longestKept) continue;
    kept.delete(key);
    stage.forget(key);
  }
}
