/**
 * Sessions that live in one, and share its steps.
 *
 * @module
 */
import type { LanguageModel, ModelSession } from "../model/language-model.ts";
import { TillerError } from "../spec/tiller-error.ts";
import { SessionSlots } from "./session-slots.ts";
import { Slots } from "./slots.ts";
import { StepQueue, type StepQueueParts } from "./step-queue.ts";

/** Most sessions of a group: eight rows take about twice as long as one, and hardly longer than six. */
const mostSessions = 8;

/**
 * A group whose slots have reached this far takes nobody in any more: attention to all of them would take longer
 * than all else. When its last session closes, it is gone.
 */
const mostSlots = 1024;

export class SessionGroup {
  private readonly session: ModelSession;
  private readonly slots = new Slots();
  private readonly queue: StepQueue;
  private readonly whenEmpty: () => void;
  private sessions = 0;
  private isLost = false;

  /** @param whenEmpty - called when the last session has closed; none can be opened then */
  constructor(
    model: LanguageModel,
    { inTurn, pause }: Pick<StepQueueParts, "inTurn" | "pause">,
    whenEmpty: () => void,
  ) {
    this.session = model.open();
    const { session } = this;
    this.queue = new StepQueue({
      session,
      maxRows: model.maxRows,
      askers: () => this.sessions,
      inTurn,
      pause,
    });
    this.whenEmpty = whenEmpty;
  }

  /** Whether one more session does not slow the others down too much; none has a future where a stage is gone. */
  get hasPlace(): boolean {
    return !this.isLost && this.sessions < mostSessions && this.slots.span < mostSlots;
  }

  open(): ModelSession {
    const own = new SessionSlots(this.slots);
    let isOpen = true;
    this.sessions++;
    return {
      step: async (rows, admit = () => {}) => {
        try {
          return await this.queue.run({ rows, admit, place: (row) => own.place(row) });
        } catch (error) {
          this.isLost ||= error instanceof TillerError && error.code === "stage_lost";
          throw error;
        }
      },
      close: () => {
        if (!isOpen) return;
        isOpen = false;
        own.release();
        if (--this.sessions > 0) return;
        this.session.close();
        this.whenEmpty();
      },
    };
  }
}
