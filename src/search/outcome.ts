/**
 * How a search ends.
 *
 * @module
 */
import { type Obstacle, SearchStopped } from "../decode/search-stopped.ts";
import type { BudgetDimension } from "../spec/budget.ts";
import type { StopReason } from "../spec/ending.ts";

export interface SearchOutcome {
  stopReason: StopReason;
  /** The limit of the budget that was reached, if one was. */
  exhaustedBy: BudgetDimension | null;
  /** What it met with, where it did not. */
  obstacle?: Obstacle;
  /** Whether the strategy came to its own end. */
  ranToEnd: boolean;
}

/** Runs `search`; an obstacle in its way is an outcome, not an error. */
export async function outcomeOf(search: () => Promise<StopReason>): Promise<SearchOutcome> {
  try {
    return { stopReason: await search(), exhaustedBy: null, ranToEnd: true };
  } catch (error) {
    if (!(error instanceof SearchStopped)) throw error;
    return { ...stoppedBy(error.obstacle), obstacle: error.obstacle, ranToEnd: false };
  }
}

function stoppedBy(obstacle: Obstacle): Pick<SearchOutcome, "stopReason" | "exhaustedBy"> {
  if (obstacle === "cancelled") return { stopReason: "cancelled", exhaustedBy: null };
  const isLimit = obstacle !== "memory" && obstacle !== "upstream";
  return { stopReason: "exhausted", exhaustedBy: isLimit ? obstacle : null };
}
