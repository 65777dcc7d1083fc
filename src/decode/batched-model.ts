/**
 * One model for many alignments at once, which share its steps.
 *
 * @module
 */
import type { LanguageModel, ModelSession } from "../model/language-model.ts";
import type { Clock } from "../runtime/platform.ts";
import { SessionSlots } from "./session-slots.ts";
import { Slots } from "./slots.ts";
import { StepQueue } from "./step-queue.ts";

/** What the open sessions share. */
interface Shared {
  session: ModelSession;
  slots: Slots;
  queue: StepQueue;
}

/**
 * The same model, with all sessions living in one: each has slots of its own in one pool, and steps that wait
 * at the same time go out as one. A step of eight rows takes little longer than a step of one, and what a row
 * computes does not depend on what shares its step. The pool is given back when the last session closes.
 *
 * Where `sharedModel` keeps every request's memory and failures apart, here a step that fails fails everyone
 * in it, and each row costs by the slots of all.
 */
export function batchedModel<Model extends LanguageModel>(model: Model, clock: Clock): Model {
  let shared: Shared | undefined;
  let sessions = 0;

  const share = (): Shared => {
    const session = model.open();
    const pause = () => clock.pause();
    const queue = new StepQueue({ session, maxRows: model.maxRows, askers: () => sessions, pause });
    return { session, slots: new Slots(), queue };
  };

  const open = (): ModelSession => {
    shared ??= share();
    const { queue, session, slots } = shared;
    const own = new SessionSlots(slots);
    let closed = false;
    sessions++;
    return {
      step: (rows, admit = () => {}) => queue.run({ rows, admit, place: (row) => own.place(row) }),
      close: () => {
        if (closed) return;
        closed = true;
        own.release();
        if (--sessions > 0) return;
        session.close();
        shared = undefined;
      },
    };
  };
  return { ...model, open };
}
