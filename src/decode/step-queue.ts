/**
 * Steps of many sessions, run as few steps of one.
 *
 * @module
 */
import type { ModelSession, Row } from "../model/language-model.ts";

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
  /** Rows that have been sent; the others follow in the next batch. */
  sent: number;
  logits: Float32Array[];
  resolve(logits: Float32Array[]): void;
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
  /** Lets other work in. */
  pause(): Promise<void>;
}

export class StepQueue {
  private readonly parts: StepQueueParts;
  private waiting: WaitingStep[] = [];
  private running = false;

  constructor(parts: StepQueueParts) {
    this.parts = parts;
  }

  /**
   * Computes the step together with whatever else waits, first come first served, and returns its logits. A
   * step is split over batches only where the first has no room for all of its rows.
   */
  run(step: QueuedStep): Promise<Float32Array[]> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ ...step, sent: 0, logits: [], resolve, reject });
      if (!this.running) void this.runAll();
    });
  }

  private async runAll(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) {
      await this.gather();
      const batch = this.takeBatch();
      if (batch.length > 0) await this.runBatch(batch);
    }
    this.running = false;
  }

  /** Waits until every session has asked for its next step, but not for long: some may be done. */
  private async gather(): Promise<void> {
    for (let turn = 0; turn < patience && this.waiting.length < this.parts.askers(); turn++) {
      await this.parts.pause();
    }
  }

  private takeBatch(): Part[] {
    const batch: Part[] = [];
    let room = this.parts.maxRows;
    for (let step = this.waiting[0]; step && room > 0; step = this.waiting[0]) {
      if (step.sent === 0 && !isAdmitted(step)) {
        this.waiting.shift();
        continue;
      }
      const rows = step.rows.slice(step.sent, step.sent + room).map((row) => step.place(row));
      step.sent += rows.length;
      room -= rows.length;
      batch.push({ step, rows });
      if (step.sent === step.rows.length) this.waiting.shift();
    }
    return batch;
  }

  private async runBatch(batch: readonly Part[]): Promise<void> {
    let logits: Float32Array[];
    try {
      logits = await this.parts.session.step(batch.flatMap(({ rows }) => rows));
    } catch (error) {
      this.waiting = this.waiting.filter((step) => !batch.some((part) => part.step === step));
      for (const { step } of batch) step.reject(error);
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
