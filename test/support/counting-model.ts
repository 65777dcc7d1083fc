import type { LanguageModel } from "../../src/model/language-model.ts";
import type { Clock } from "../../src/runtime/platform.ts";

/** What a model was really asked to do, counted apart from the product's own meter. */
export interface Counts {
  rows: number;
  steps: number;
}

/** The model, with every row and step counted; `stepped` is told of each step's rows. */
export function countingModel(
  model: LanguageModel,
  stepped: (rows: number) => void = () => {},
): { model: LanguageModel; counts: Counts } {
  const counts: Counts = { rows: 0, steps: 0 };
  const open: LanguageModel["open"] = () => {
    const session = model.open();
    return {
      step: async (rows, admit) => {
        admit?.();
        counts.rows += rows.length;
        counts.steps++;
        stepped(rows.length);
        return session.step(rows);
      },
      close: () => session.close(),
    };
  };
  return { model: { ...model, open }, counts };
}

/** A clock that moves only when told to. */
export function manualClock(): Clock & { advance(milliseconds: number): void } {
  let now = 0;
  return {
    now: () => now,
    pause: async () => {},
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** Moved by hand like `manualClock`; its pauses let everybody ask for their next turn. */
export function handClock(): ReturnType<typeof manualClock> {
  return {
    ...manualClock(),
    pause: async () => {
      for (let turn = 0; turn < 20; turn++) await undefined;
    },
  };
}
