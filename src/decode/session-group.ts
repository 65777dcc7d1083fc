/**
 * Sessions that live in one, and share its steps.
 *
 * @module
 */
import type { LanguageModel, ModelSession } from "../model/language-model.ts";
import { isStageLost } from "../spec/tiller-error.ts";
import type { PromptCache } from "./prompt-cache.ts";
import { SessionSlots } from "./session-slots.ts";
import { Slots } from "./slots.ts";
import { StepQueue, type StepQueueParts } from "./step-queue.ts";
import type { Turns } from "./turns.ts";

/**
 * A group whose slots have reached this far takes nobody in any more, be they free again: its memory goes back when its
 * last session closes, which has to come.
 */
const mostSlots = 2048;

/**
 * Nor does one that has computed so many rows. At the edge the steps of a group are one invocation of each stage, which
 * the platform allows five minutes of CPU time; so many rows take a stage half a minute.
 */
const mostRows = 20_000;

export interface SessionGroupParts extends Pick<StepQueueParts, "clock" | "computed"> {
  /** Shared with the other groups. */
  turns: Turns;
  /** Most sessions at a time. */
  mostSessions: number;
}

export class SessionGroup {
  private readonly session: ModelSession;
  private readonly slots = new Slots();
  private readonly queue: StepQueue;
  private readonly inTurn: StepQueueParts["inTurn"];
  private readonly whenEmpty: () => void;
  private readonly mostSessions: number;
  private sessions = 0;
  private rows = 0;
  /** Why it has no future, where a stage is gone. */
  private loss: unknown;

  /** @param whenEmpty - called when the last session has closed; none can be opened then */
  constructor(
    model: LanguageModel,
    { turns, clock, computed, mostSessions }: SessionGroupParts,
    whenEmpty: () => void,
  ) {
    this.session = model.open();
    // One for all: with one for each session, newcomers would keep a group ahead, and those who are in it with them.
    const account = { attained: 0 };
    this.inTurn = (work) => turns.run(account, work);
    this.mostSessions = mostSessions;
    const { session } = this;
    this.queue = new StepQueue({
      session,
      maxRows: model.maxRows,
      askers: () => this.sessions,
      inTurn: this.inTurn,
      clock,
      computed: (rows) => {
        this.rows += rows;
        computed?.(rows);
      },
    });
    this.whenEmpty = whenEmpty;
  }

  /** In their turn, like steps: so none of them finds the pool in the midst of another. */
  private sharingPrompts(prompts: PromptCache, own: SessionSlots): Partial<ModelSession> {
    const inOwnTurn = <T>(work: () => Promise<T>): Promise<T> => this.noticeLoss(() => this.inTurn(work));
    return {
      recallPrompt: (tokens, slots, readings = []) =>
        inOwnTurn(async () => {
          const known = prompts.find(tokens, readings.length > 0);
          if (!known) return 0;
          const places = own.placesOf(slots.subarray(0, known.length));
          if (await this.session.recall?.(known.key, places)) {
            for (const [index, reading] of known.readings.entries()) readings[index]?.set(reading);
            return known.length;
          }
          prompts.drop(known.key);
          return 0;
        }),
      keepPrompt: (tokens, slots, readings) =>
        inOwnTurn(async () => {
          const kept = prompts.admit(tokens, readings);
          if (!kept) return;
          const places = own.placesOf(slots.subarray(0, kept.length));
          // The request can do without.
          await this.session.keep?.(kept.key, places).catch((error: unknown) => {
            prompts.drop(kept.key);
            if (isStageLost(error)) throw error;
          });
        }),
    };
  }

  /** What is lost is lost for all: its memory is given back at once, for those who begin again. */
  private async noticeLoss<T>(work: () => Promise<T>): Promise<T> {
    if (this.loss !== undefined) throw this.loss;
    try {
      return await work();
    } catch (error) {
      // Once it is known, what fails behind it fails of it.
      if (this.loss !== undefined) throw this.loss;
      if (isStageLost(error)) {
        this.loss = error;
        this.session.close();
      }
      throw error;
    }
  }

  /** Whether one more session does not slow the others down too much; none has a future where a stage is gone. */
  get hasPlace(): boolean {
    return (
      this.loss === undefined &&
      !this.queue.isBusy &&
      this.sessions < this.mostSessions &&
      this.slots.reached < mostSlots &&
      this.rows < mostRows
    );
  }

  /** @param prompts - what is known of other prompts; null where nothing is kept */
  open(prompts: PromptCache | null): ModelSession {
    const own = new SessionSlots(this.slots);
    let isOpen = true;
    this.sessions++;
    return {
      ...(prompts && this.sharingPrompts(prompts, own)),
      step: (rows, admit = () => {}) =>
        this.noticeLoss(() => this.queue.run({ rows, admit, place: (row) => own.place(row) })),
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
