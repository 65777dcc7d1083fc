/**
 * What early stopping saves against the same strategy run to its limit.
 *
 * @module
 */
import { estimateMean, formatEstimate } from "../report/statistics.ts";
import type { SearchOutcome } from "./run-search.ts";

/** Compares the strategies with these labels, item by item, under the largest budget that both had. */
export function savedByStopping(outcomes: readonly SearchOutcome[], stopping: string, running: string) {
  const own = (label: string) => outcomes.filter(({ strategy }) => strategy === label);
  const toItsLimit = own(running);
  const most = Math.max(...toItsLimit.map(({ budget }) => budget));
  const stopped = new Map(
    own(stopping).flatMap((outcome) => (outcome.budget === most ? [[outcome.item, outcome] as const] : [])),
  );
  const pairs = toItsLimit.flatMap((full) => {
    const early = stopped.get(full.item);
    return full.budget === most && early ? [{ early, full }] : [];
  });
  const tokens = (kind: "early" | "full") => estimateMean(pairs.map((pair) => pair[kind].forwardTokens)).mean;
  const share = 1 - tokens("early") / tokens("full");
  const lost = estimateMean(pairs.map(({ early, full }) => full.reward - early.reward));
  return {
    figures: { budget: most, early: tokens("early"), full: tokens("full"), saved: share, lost },
    text: `With ${most} forward tokens, stopping early takes ${tokens("early").toFixed(0)} instead of ${tokens("full").toFixed(0)}: ${(100 * share).toFixed(0)} % are saved, for ${formatEstimate(lost, 4)} less reward`,
  };
}
