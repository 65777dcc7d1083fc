/**
 * How to search, where OpenAI's fields say it.
 *
 * @module
 */
import type { z } from "zod";
import { definitionOf, type RewardSpec } from "../../src/reward/registry.ts";
import type { SearchSpec, searchSpecSchema } from "../../src/search/registry.ts";
import { TillerError } from "../../src/spec/tiller-error.ts";

export interface Wanted {
  n: number;
  /** Undefined where the client does not say. */
  temperature: number | undefined;
  top_p: number | undefined;
  /** How many samples to choose from, of completions. */
  best_of?: number | undefined;
  /** What the client says itself. */
  search: SearchSpec | undefined;
  /** All that is asked of the answer. */
  rewards: readonly RewardSpec[];
}

/** Samples that rewards choose from, unless the request says how many. */
const samplesToChooseFrom = 8;

/**
 * The strategy that the client names. Where it names none: samples, as many as there is a use for, where it wants
 * several answers or a temperature, or asks for nothing but an answer, whose temperature then is 1, as OpenAI has it;
 * otherwise the search for the best answer, which at temperature 0 is the most probable one where nothing is asked of it.
 *
 * @throws TillerError `invalid_request` for what the strategy would have to ignore
 */
export function searchFor(wanted: Wanted): z.input<typeof searchSpecSchema> {
  const { n, temperature, top_p = 1, best_of = n, search, rewards } = wanted;
  if (search) return withFields(search, wanted);
  const asked = rewards.filter(({ audit }) => !audit);
  const isSampled =
    temperature === undefined ? asked.length === 0 || best_of > 1 || top_p < 1 : temperature > 0;
  if (!isSampled) {
    if (best_of > 1) throw refuse(n > 1 ? "/n" : "/best_of", "at temperature 0 there is one answer only");
    return { strategy: "auto" };
  }
  const choosing = asked.some((spec) => !holdsByConstruction(spec)) ? samplesToChooseFrom : 1;
  return {
    strategy: "best_of_n",
    n: wanted.best_of ?? Math.max(n, choosing),
    temperature: temperature ?? 1,
    top_p,
  };
}

/** The client's own strategy, told by the fields beside it how to draw, where it draws. */
function withFields(search: SearchSpec, { temperature, top_p, best_of }: Wanted): SearchSpec {
  if (best_of !== undefined) throw refuse("/best_of", "not beside alignment.search, which says how many");
  if (!("top_p" in search)) {
    refuseOther({ temperature }, "temperature" in search ? search : { temperature: 0 }, search.strategy);
    refuseOther({ top_p }, { top_p: 1 }, search.strategy);
    return search;
  }
  if (temperature === 0) throw refuse("/temperature", `${search.strategy} draws at random: above 0`);
  // What a strategy has unless told otherwise stands back.
  if (search.temperature !== 1) refuseOther({ temperature }, search, search.strategy);
  if (search.top_p !== 1) refuseOther({ top_p }, search, search.strategy);
  return { ...search, temperature: temperature ?? search.temperature, top_p: top_p ?? search.top_p };
}

type Drawing = Partial<Pick<Wanted, "temperature" | "top_p">>;

/** @throws TillerError where one is said that is not what the search goes by */
function refuseOther(said: Drawing, own: Drawing, strategy: string): void {
  for (const field of ["temperature", "top_p"] as const) {
    if (said[field] === undefined || said[field] === own[field]) continue;
    throw refuse(
      `/${field}`,
      `${strategy} goes by ${own[field]} here: leave it out, or say in alignment.search how to draw, with a strategy that does, such as best_of_n`,
    );
  }
}

function holdsByConstruction(spec: RewardSpec): boolean {
  return spec.enforce === "hard" && spec.guide && (definitionOf(spec).constructive ?? false);
}

function refuse(param: string, message: string): TillerError {
  return new TillerError("invalid_request", message, { param });
}
