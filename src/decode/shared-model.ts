/**
 * One model for many requests at once.
 *
 * @module
 */
import type { LanguageModel, ModelSession } from "../model/language-model.ts";

/**
 * The same model, with the steps of all its sessions run one at a time, first come first served. A request
 * waits for its step before it asks for the next, so each of r requests gets every r-th step.
 */
export function sharedModel<Model extends LanguageModel>(model: Model): Model {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
  const open = (): ModelSession => {
    const session = model.open();
    return { step: (rows, admit) => inTurn(() => session.step(rows, admit)), close: () => session.close() };
  };
  return { ...model, open };
}
