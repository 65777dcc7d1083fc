/**
 * Sessions of a stage whose front may be gone without a word.
 *
 * @module
 */
import type { StageOutput, StageSession, StageStep } from "../src/model/layer-stage.ts";
import { TillerError } from "../src/spec/tiller-error.ts";

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
    return withoutIdle(() => this.session.step(step));
  }

  async keep(key: string, slots: Int32Array): Promise<void> {
    this.use();
    return this.session.keep(key, slots);
  }

  async recall(key: string, slots: Int32Array, capacity: number): Promise<boolean> {
    this.use();
    return withoutIdle(() => this.session.recall(key, slots, capacity));
  }

  close(): void {
    if (open.delete(this)) this.session.close();
  }

  private use(): void {
    if (!open.has(this)) throw new Error("the session has been closed");
    this.lastUsed = Date.now();
  }
}

/** Gives the memory back of sessions that nobody comes back to; false where there are none. */
export function closeIdle(): boolean {
  const idle = [...open].filter(({ isIdle }) => isIdle);
  for (const session of idle) session.close();
  return idle.length > 0;
}

/** Does work that may find no room; where it does, and some is to be had, again: nothing has been done then. */
async function withoutIdle<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TillerError && error.code === "overloaded" && closeIdle()) return work();
    throw error;
  }
}
