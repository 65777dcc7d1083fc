/**
 * Work that is done again where a part of the model is lost on the way.
 *
 * @module
 */
import type { Clock } from "../src/runtime/platform.ts";
import type { Budget } from "../src/spec/budget.ts";
import type { Scores } from "../src/spec/score.ts";
import { isStageLost } from "../src/spec/tiller-error.ts";

/** What has a price, and was made within limits. */
export type Priced = Pick<Scores, "usage" | "budget">;

/**
 * Milliseconds before each further try of a request whose keys and values were lost with a stage of the model: a machine
 * that is short of CPU time takes seconds to have it there again.
 */
const pauses = [0, 500, 2000, 5000];

/**
 * Does it all again, up to four times, where a stage of the model is lost. The usage is that of the attempt which came
 * to something; the time runs on.
 *
 * @param once - within what is left of the budget
 */
export async function untilNothingIsLost<Result extends Priced>(
  { budget, signal, clock }: { budget: Budget; signal: AbortSignal; clock: Clock },
  once: (budget: Budget) => Promise<Result>,
): Promise<Result> {
  const begun = clock.now();
  const attempt = async (): Promise<Result> => {
    const time_ms = Math.max(1, Math.ceil(budget.time_ms - (clock.now() - begun)));
    const result = await once({ ...budget, time_ms });
    const usage = { ...result.usage, elapsed_ms: Math.round(clock.now() - begun) };
    return { ...result, usage, budget: { ...result.budget, limits: budget } };
  };
  for (const pause of pauses) {
    try {
      return await attempt();
    } catch (error) {
      if (!isStageLost(error) || signal.aborted || clock.now() - begun + pause >= budget.time_ms) throw error;
      // A stage that has stopped is there again when it is called next, or a little later.
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return attempt();
}
