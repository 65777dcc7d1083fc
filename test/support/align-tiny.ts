import { align } from "../../src/align.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";
import type { Alignment } from "../../src/spec/result.ts";
import { manualClock } from "./counting-model.ts";
import { tinyModel } from "./tiny-model.ts";

/** Aligns on the tiny model, which babbles, so that what it says is beside the point. */
export async function alignTiny(body: object, signal?: AbortSignal): Promise<Alignment> {
  const request = parseOrRefuse(alignRequestSchema, { prompt: "the people of the", max_tokens: 8, ...body });
  return align(request, { model: await tinyModel(), clock: manualClock(), ...(signal && { signal }) });
}

/** The answer's text; there is always one. */
export function textOf(alignment: Alignment): string {
  return alignment.choices[0]?.text ?? "";
}
