/**
 * A model that outlives those who serve it.
 *
 * @module
 */
import type { ModelSession } from "./language-model.ts";
import type { LoadedModel } from "./load-package.ts";

export interface HostedModel {
  model: LoadedModel;
  /** Ends all its sessions and forgets all that they have kept. */
  release(): void;
}

/**
 * The same model for one of several hosts, any of which may be gone without having closed its sessions: who knows of
 * it releases what it held.
 */
export function hostedModel(model: LoadedModel): HostedModel {
  const sessions = new Set<ModelSession>();
  const kept = new Set<string>();
  const forget = (keys: readonly string[]) => {
    for (const key of keys) kept.delete(key);
    model.keeping?.forget(keys);
  };
  const close = (session: ModelSession) => {
    if (sessions.delete(session)) session.close();
  };
  const open = (): ModelSession => {
    const session = model.open();
    sessions.add(session);
    return {
      step: (rows, admit) => session.step(rows, admit),
      keep: async (key, slots) => {
        kept.add(key);
        await session.keep?.(key, slots);
      },
      recall: async (key, slots) => (await session.recall?.(key, slots)) ?? false,
      close: () => close(session),
    };
  };
  return {
    model: { ...model, open, ...(model.keeping && { keeping: { ...model.keeping, forget } }) },
    release: () => {
      for (const session of sessions) close(session);
      forget([...kept]);
    },
  };
}
