import { createParser, type EventSourceParser } from "eventsource-parser";
import type { Alignment } from "../../src/spec/result.ts";
import type { AlignEvent } from "../../src/spec/stream.ts";

/** Which ends each frame, and each comment; Tiller's lines end so. */
const blankLine = "\n\n";

export interface Frame {
  event: string;
  data: AlignEvent | Alignment | { error: { code: string } };
}

/**
 * The frames of server-sent events, as they come.
 *
 * @throws Error where the stream breaks off inside one, which browsers would pass over
 */
export async function* framesOf({ body }: Response): AsyncGenerator<Frame> {
  const whole: Frame[] = [];
  const parser = readingInto(whole);
  let end = blankLine;
  for await (const text of (body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    parser.feed(text);
    yield* whole.splice(0);
    end = (end + text).slice(-blankLine.length);
  }
  if (end !== blankLine) throw new Error("the stream breaks off inside a frame");
}

/** All of them, once the stream is over. */
export async function allFrames(response: Response): Promise<Frame[]> {
  const frames: Frame[] = [];
  for await (const frame of framesOf(response)) frames.push(frame);
  return frames;
}

/** Those in a text that ends with one. */
export function framesIn(text: string): Frame[] {
  const frames: Frame[] = [];
  readingInto(frames).feed(`${text.trimEnd()}\n\n`);
  return frames;
}

/** As browsers read them; what they would pass over as no field of a frame is an error here. */
function readingInto(frames: Frame[]): EventSourceParser {
  return createParser({
    onEvent: ({ event = "message", data }) => void frames.push({ event, data: JSON.parse(data) }),
    onError: (error) => {
      throw error;
    },
  });
}
