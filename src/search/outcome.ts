/**
 * How a search ends.
 *
 * @module
 */
import { SearchStopped } from "../budget/search-stopped.ts";
import type { BudgetDimension } from "../spec/budget.ts";
import type { StopReason } from "../spec/result.ts";

export interface SearchOutcome {
  stopReason: StopReason;
  /** The limit that was reached, if one was. */
  exhaustedBy: BudgetDimension | null;
  /** Whether the strategy came to its own end. */
  ranToEnd: boolean;
}

/** Runs `search`; a limit or a cancellation in its way is an outcome, not an error. */
export async function outcomeOf(search: () => Promise<StopReason>): Promise<SearchOutcome> {
  try {
    return { stopReason: await search(), exhaustedBy: null, ranToEnd: true };
  } catch (error) {
    if (!(error instanceof SearchStopped)) throw error;
    const { exhaustedBy } = error;
    return { stopReason: exhaustedBy ? "exhausted" : "cancelled", exhaustedBy, ranToEnd: false };
  }
}
