/**
 * Strategies on the command line.
 *
 * @module
 */
import { CommandError } from "../bench/command-error.ts";
import { type SearchSpec, searchSpecSchema } from "../src/search/registry.ts";
import { parseOrRefuse } from "../src/spec/parse.ts";
import { TillerError } from "../src/spec/tiller-error.ts";
import type { Ask } from "./evaluation.ts";

export interface NamedStrategy {
  /** As it was written. */
  label: string;
  search: SearchSpec;
  /** Whether the strategy is told of the rewards. */
  rewards: boolean;
  /** Whether the model is asked in words for what the rewards want. */
  instruct: boolean;
  /** The evaluation's other way to ask that it takes; null where it asks as usual. */
  variant: string | null;
  /** Most forward tokens beside the prompt's; null where it may take as many as it likes. */
  forwardTokens: number | null;
}

/**
 * Reads `greedy,best_of_n:n=32;temperature=0.8`: names by comma, each with parameters of its own where the
 * defaults will not do. `plain` is `greedy` without any rewards, the model as it is, and `plain/NAME` the
 * strategy `NAME` without any: even `greedy` keeps to rewards that can be kept to at every token. `instructed/NAME`
 * also asks the model in words for what the rewards want; any other name before the stroke is a way to ask that the
 * evaluation has. `deal@400` may take up to 400 forward tokens beside the prompt's.
 *
 * @throws CommandError naming what is not a strategy or not a parameter of it
 */
export function readStrategies(list: string): NamedStrategy[] {
  const strategies = list.split(",").map(readNamed);
  const repeated = strategies.find(
    ({ label }, index) => strategies.findIndex((other) => other.label === label) < index,
  );
  if (repeated) throw new CommandError(`--strategies: ${repeated.label} stands there twice`);
  return strategies;
}

/** What the strategy is told of what is asked; audits change nothing, and look at the plain model, too. */
export function askedOf({ rewards, instruct }: NamedStrategy, ask: Ask): Ask {
  const audits = (ask.rewards ?? []).filter(({ audit }) => audit);
  return { ...ask, ...(!rewards && { rewards: audits }), ...(instruct && { instruct }) };
}

function readNamed(label: string): NamedStrategy {
  const [written = "", limit] = label.split("@", 2);
  const forwardTokens = limit === undefined ? null : Number(limit);
  if (forwardTokens !== null && !(Number.isInteger(forwardTokens) && forwardTokens > 0))
    throw new CommandError(`--strategies ${label}: ${limit} is no number of forward tokens`);
  const [, how, named] = /^(plain|instructed|[a-z_0-9]+(?=\/))(?:\/(.*))?$/.exec(written) ?? [];
  const search = readStrategy(label, how ? (named ?? "greedy") : written);
  const isVariant = how !== undefined && how !== "plain" && how !== "instructed";
  return {
    label,
    search,
    rewards: how !== "plain",
    instruct: how === "instructed",
    variant: isVariant ? how : null,
    forwardTokens,
  };
}

function readStrategy(label: string, written: string): SearchSpec {
  const [name, parameters = ""] = written.split(":", 2);
  const pairs = parameters.split(";").filter((pair) => pair !== "");
  const fields = pairs.map((pair) => {
    const [key, value] = pair.split("=", 2);
    if (!key || value === undefined)
      throw new CommandError(`--strategies ${label}: ${pair} is not key=value`);
    return [key, readValue(value)] as const;
  });
  try {
    return parseOrRefuse(searchSpecSchema, { strategy: name, ...Object.fromEntries(fields) });
  } catch (error) {
    if (!(error instanceof TillerError)) throw error;
    throw new CommandError(`--strategies ${label}: ${error.param?.slice(1)}: ${error.message}`);
  }
}

function readValue(value: string): string | number | boolean {
  if (value === "true" || value === "false") return value === "true";
  return Number.isNaN(Number(value)) ? value : Number(value);
}
