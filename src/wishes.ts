/**
 * How a request wants to have the model read.
 *
 * @module
 */
import type { Wishes } from "./decode/alternatives.ts";
import type { LanguageModel } from "./model/language-model.ts";
import { jsonPointer } from "./spec/parse.ts";
import type { AlignRequest } from "./spec/request.ts";
import { TillerError } from "./spec/tiller-error.ts";

/** @throws TillerError `invalid_request` where the bias names a token that the model does not have */
export function wishesOf(
  { logit_bias, logprobs }: AlignRequest,
  { vocabulary, name }: LanguageModel,
): Wishes {
  const bias = new Map(Object.entries(logit_bias).map(([id, shift]) => [Number(id), shift] as const));
  for (const id of Object.keys(logit_bias)) {
    if (/^\d+$/.test(id) && Number(id) < vocabulary) continue;
    throw new TillerError("invalid_request", `no token of ${name}: its ids are 0 to ${vocabulary - 1}`, {
      param: jsonPointer(["logit_bias", id]),
    });
  }
  return { bias, alternatives: logprobs ?? null };
}
