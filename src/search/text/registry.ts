/**
 * The strategies that also work over texts.
 *
 * @module
 */
import { listed } from "../../reward/text/wording.ts";
import type { StopReason } from "../../spec/ending.ts";
import type { AlignRequest } from "../../spec/request.ts";
import { TillerError } from "../../spec/tiller-error.ts";
import { auto } from "../auto.ts";
import { refuseTooMany, type SearchSpec } from "../registry.ts";
import { textAuto } from "./auto.ts";
import { textBestOfN } from "./best-of-n.ts";
import { textBlockwise } from "./blockwise.ts";
import { textPrune } from "./prune.ts";
import type { TextSearch } from "./text-search.ts";

/** By the names that they share with those over tokens. */
export const textStrategies = {
  auto: textAuto,
  best_of_n: textBestOfN,
  prune: textPrune,
  blockwise: textBlockwise,
} as const;

type Name = keyof typeof textStrategies;
type TextSpec = Extract<SearchSpec, { strategy: Name }>;

/** The names of those that a model can be searched with. */
export function textStrategyNames(canContinue: boolean): string[] {
  return Object.entries(textStrategies)
    .filter(([, { continues }]) => canContinue || !continues)
    .map(([name]) => name);
}

/** A strategy with its parameters filled in. */
export type BoundTextStrategy = (search: TextSearch) => Promise<StopReason>;

/**
 * @param canContinue - whether drafts can be gone on with
 * @throws TillerError `invalid_request` for what needs more of a model than the texts that it writes
 */
export function textStrategyFor(request: AlignRequest, canContinue: boolean): BoundTextStrategy {
  const { search } = request;
  const names = textStrategyNames(canContinue);
  if (!isTextSpec(search) || !names.includes(search.strategy)) {
    const why = isTextSpec(search)
      ? "the model's server cannot go on with an answer to messages"
      : "it chooses tokens, and of this model only texts are known";
    throw refuse("/search/strategy", `not with this model: ${why}; ${listed(names, "and")} work`);
  }
  refuseTooMany(request);
  refuseParameters(search);
  return (context) => {
    switch (search.strategy) {
      case "auto":
        return textAuto.run(context, search);
      case "best_of_n":
        return textBestOfN.run(context, search);
      case "prune":
        return textPrune.run(context, search);
      case "blockwise":
        return textBlockwise.run(context, search);
    }
  };
}

function isTextSpec(search: SearchSpec): search is TextSpec {
  return Object.hasOwn(textStrategies, search.strategy);
}

/** Parameters that would have to be ignored. */
function refuseParameters(search: TextSpec): void {
  if (search.strategy !== "auto") {
    if (search.top_k > 0) throw refuse("/search/top_k", "this model's server draws by temperature and top_p");
    return;
  }
  const usual = auto.schema.parse({ strategy: "auto" });
  for (const field of ["k", "peek"] as const) {
    if (search[field] !== usual[field]) {
      throw refuse(`/search/${field}`, "is about tokens, and of this model only texts are known");
    }
  }
}

function refuse(param: string, message: string): TillerError {
  return new TillerError("invalid_request", message, { param });
}
