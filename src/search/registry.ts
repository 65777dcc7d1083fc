/**
 * All strategies. A new one is one file and one line here.
 *
 * @module
 */
import { z } from "zod";
import type { StopReason } from "../spec/ending.ts";
import { TillerError } from "../spec/tiller-error.ts";
import { args } from "./args.ts";
import { auto } from "./auto.ts";
import { banked } from "./banked.ts";
import { beam } from "./beam.ts";
import { bestFirst } from "./best-first.ts";
import { bestOfN } from "./best-of-n.ts";
import { blockwise } from "./blockwise.ts";
import { cascade } from "./cascade.ts";
import { deal } from "./deal.ts";
import { greedy } from "./greedy.ts";
import { prune } from "./prune.ts";
import { sample } from "./sample.ts";
import type { Search, StrategyDefinition } from "./strategy.ts";

export const strategyDefinitions = [
  auto,
  greedy,
  sample,
  bestOfN,
  prune,
  args,
  blockwise,
  cascade,
  beam,
  banked,
  bestFirst,
  deal,
] as const;

type Schema = (typeof strategyDefinitions)[number]["schema"];

export const searchSpecSchema = z.discriminatedUnion(
  "strategy",
  // `map` forgets that the list is not empty.
  strategyDefinitions.map((definition) => definition.schema) as [Schema, ...Schema[]],
);

export type SearchSpec = z.infer<typeof searchSpecSchema>;

/** A strategy with its parameters filled in. */
export type BoundStrategy = (search: Search) => Promise<StopReason>;

/** @throws TillerError `invalid_request` where the strategy cannot find as many answers as are wanted */
export function strategyFor(request: { search: SearchSpec; n: number }): BoundStrategy {
  const { search } = request;
  refuseTooMany(request);
  return (context) => definitionOf(search).run(context, search);
}

/** @throws TillerError `invalid_request` where the strategy cannot find as many answers as are wanted */
export function refuseTooMany({ search, n }: { search: SearchSpec; n: number }): void {
  const most = definitionOf(search).mostAnswers(search);
  if (n > most) {
    throw new TillerError(
      "invalid_request",
      `${search.strategy} gives at most ${most} here; \`sample\` gives more, and so does \`best_of_n\` with a larger \`n\` of its own`,
      { param: "/n" },
    );
  }
}

function definitionOf(search: SearchSpec): StrategyDefinition {
  // It is found by the name that also chose the schema the parameters were read with.
  return strategyDefinitions.find(({ name }) => name === search.strategy) as StrategyDefinition;
}
