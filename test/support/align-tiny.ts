import { align } from "../../src/align.ts";
import type { LanguageModel } from "../../src/model/language-model.ts";
import type { TextModels } from "../../src/model/text-models.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";
import type { Alignment } from "../../src/spec/result.ts";
import { manualClock } from "./counting-model.ts";
import { tinyModel } from "./tiny-model.ts";

/** What `alignTiny` begins with unless told otherwise. */
export const prompt = "the people of the";

/** Aligns on the tiny model, which babbles, so that what it says is beside the point. */
export async function alignTiny(body: object, signal?: AbortSignal): Promise<Alignment> {
  return alignOn(await tinyModel(), body, signal);
}

/** The same on another model. */
export async function alignOn(
  model: LanguageModel,
  body: object,
  signal?: AbortSignal,
  textModels?: TextModels,
): Promise<Alignment> {
  const request = parseOrRefuse(alignRequestSchema, { prompt, max_tokens: 8, ...body });
  return align(request, {
    model,
    clock: manualClock(),
    ...(signal && { signal }),
    ...(textModels && { textModels }),
  });
}

/** The answer's text; there is always one. */
export function textOf(alignment: Alignment): string {
  return alignment.choices[0]?.text ?? "";
}
