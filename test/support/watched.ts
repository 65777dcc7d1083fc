import { align } from "../../src/align.ts";
import type { LanguageModel } from "../../src/model/language-model.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";
import type { Alignment } from "../../src/spec/result.ts";
import type { AlignEvent } from "../../src/spec/stream.ts";
import { prompt } from "./align-tiny.ts";
import { manualClock } from "./counting-model.ts";
import { tinyModel } from "./tiny-model.ts";

export interface Watched {
  alignment: Alignment;
  events: AlignEvent[];
}

/** Aligns on the tiny model, and writes down what an observer is told. */
export async function watchTiny(body: object, signal?: AbortSignal, model?: LanguageModel): Promise<Watched> {
  const request = parseOrRefuse(alignRequestSchema, { prompt, max_tokens: 8, ...body });
  const events: AlignEvent[] = [];
  const alignment = await align(request, {
    model: model ?? (await tinyModel()),
    clock: manualClock(),
    observer: (event) => events.push(event),
    ...(signal && { signal }),
  });
  return { alignment, events };
}

/** The text told of each choice. */
export function textsTold(events: readonly AlignEvent[]): string[] {
  const texts: string[] = [];
  for (const event of events) {
    if (event.object === "alignment.token") texts[event.index] = (texts[event.index] ?? "") + event.text;
  }
  return texts;
}

/** Those of one kind. */
export function eventsOf<Name extends AlignEvent["object"]>(
  events: readonly AlignEvent[],
  name: Name,
): Extract<AlignEvent, { object: Name }>[] {
  return events.filter((event): event is Extract<AlignEvent, { object: Name }> => event.object === name);
}
