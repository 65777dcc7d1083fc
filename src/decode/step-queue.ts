/**
 * Steps of many sessions, run as few steps of one.
 *
 * @module
 */

import type { ModelSession, Row, RowLogits } from "../model/language-model.ts";
import type { Clock } from "../runtime/platform.ts";
import { isStageLost } from "../spec/tiller-error.ts";

/** Turns of the event loop that a batch waits for sessions that have not asked for their next step yet. */
const patience = 32;

export interface QueuedStep {
  rows: readonly Row[];
  /** Gives a row its place in the session that all share; asked in the order of the rows, once admitted. */
  place(row: Row): Row;
  /** Called once, when the step's turn has come; what it throws calls the step off. */
  admit(): void;
}

interface WaitingStep extends QueuedStep {
  /** Rows that have been sent; the others follow in a later batch. */
  sent: number;
  logits: RowLogits[];
  resolve(logits: RowLogits[]): void;
  reject(reason: unknown): void;
}

/** Those of a step's rows that go out in one batch. */
interface Part {
  step: WaitingStep;
  rows: readonly Row[];
}

export interface StepQueueParts {
  session: ModelSession;
  /** Most rows of one batch. */
  maxRows: number;
  /** How many sessions may ask for a step. */
  askers(): number;
  /** Runs work when nothing else is computed. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  clock: Clock;
  /** Told of each batch that has been computed, by its rows. */
  computed?: ((rows: number) => void) | undefined;
}

export class StepQueue {
  private readonly parts: StepQueueParts;
  private waiting: WaitingStep[] = [];
  private running = false;
  /** Rows of the last batch that were more than a part of a prompt. */
  private searched = 0;

  constructor(parts: StepQueueParts) {
    this.parts = parts;
  }

  /** Whether a search more would have to wait for others: its steps are nearly full. */
  get isBusy(): boolean {
    return this.searched > 0.75 * this.parts.maxRows;
  }

  /**
   * Computes the step together with whatever else waits, and returns its logits. Where there is no room for all
   * rows of all, each step gets the same share of a batch, and what shares leave goes to those who came first: so a
   * long prompt does not hold up those who want a token.
   */
  run(step: QueuedStep): Promise<RowLogits[]> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ ...step, sent: 0, logits: [], resolve, reject });
      if (!this.running) void this.runAll();
    });
  }

  private async runAll(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) {
      await this.gather();
      await this.parts.inTurn(async () => {
        const batch = this.takeBatch();
        if (batch.length > 0) await this.runBatch(batch);
      });
    }
    this.running = false;
  }

  /** Waits until every session has asked for its next step, but not for long: some may be done. */
  private async gather(): Promise<void> {
    for (let turn = 0; turn < patience && this.waiting.length < this.parts.askers(); turn++) {
      await this.parts.clock.pause();
    }
  }

  private takeBatch(): Part[] {
    const { maxRows } = this.parts;
    const steps = this.waiting.splice(0, maxRows).filter((step) => step.sent > 0 || isAdmitted(step));
    const share = Math.floor(maxRows / steps.length);
    let rest = maxRows;
    const counts = steps.map((step) => Math.min(share, step.rows.length - step.sent));
    for (const count of counts) rest -= count;
    const batch = steps.map((step, index) => {
      const count = counts[index] ?? 0;
      const more = Math.min(rest, step.rows.length - step.sent - count);
      rest -= more;
      return takeRows(step, count + more);
    });
    this.waiting.push(...steps.filter((step) => step.sent < step.rows.length));
    return batch;
  }

  /**
   * Where a batch fails, each of its parts is tried by itself, so that it fails those only who made it fail. Where
   * there is no memory for more slots, those are all that want new ones. A lost stage has lost them all.
   */
  private async runBatch(batch: readonly Part[]): Promise<void> {
    const { session, clock } = this.parts;
    const rows = batch.flatMap((part) => part.rows);
    this.searched = rows.filter(({ wantsLogits }) => wantsLogits).length;
    let logits: RowLogits[];
    try {
      logits = await session.step(rows);
      this.parts.computed?.(rows.length);
      // The clock of those who time the step may move only now.
      await clock.pause();
    } catch (error) {
      if (batch.length > 1 && !isStageLost(error)) for (const part of batch) await this.runBatch([part]);
      else for (const { step } of batch) this.fail(step, error);
      return;
    }
    let from = 0;
    for (const { step, rows } of batch) {
      const wanted = rows.filter(({ wantsLogits }) => wantsLogits).length;
      step.logits.push(...logits.slice(from, from + wanted));
      from += wanted;
      if (step.sent === step.rows.length) step.resolve(step.logits);
    }
  }

  private fail(failed: WaitingStep, error: unknown): void {
    this.waiting = this.waiting.filter((step) => step !== failed);
    failed.reject(error);
  }
}

function takeRows(step: WaitingStep, count: number): Part {
  const rows = step.rows.slice(step.sent, step.sent + count).map((row) => step.place(row));
  step.sent += count;
  return { step, rows };
}

function isAdmitted(step: WaitingStep): boolean {
  try {
    step.admit();
    return true;
  } catch (error) {
    step.reject(error);
    return false;
  }
}
