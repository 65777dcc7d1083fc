/**
 * One model for many requests at once.
 *
 * @module
 */

import type { LanguageModel, ModelSession } from "../model/language-model.ts";
import type { Clock } from "../runtime/platform.ts";

/**
 * The same model, with the steps of all its sessions run one at a time, first come first served. A request
 * waits for its step before it asks for the next, so each of r requests gets every r-th step. Before and
 * after each, other work is let in: new requests, cancellations, and the clock of those who time the step.
 */
export function sharedModel<Model extends LanguageModel>(model: Model, clock: Clock): Model {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
  const open = (): ModelSession => {
    const session = model.open();
    const step: ModelSession["step"] = (rows, admit) =>
      inTurn(async () => {
        await clock.pause();
        const logits = await session.step(rows, admit);
        await clock.pause();
        return logits;
      });
    return { step, close: () => session.close() };
  };
  return { ...model, open };
}
