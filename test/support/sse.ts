import type { Alignment } from "../../src/spec/result.ts";
import type { AlignEvent } from "../../src/spec/stream.ts";

export interface Frame {
  event: string;
  data: AlignEvent | Alignment | { error: { code: string } };
}

/** The frames of server-sent events, as they come. */
export async function* framesOf(response: Response): AsyncGenerator<Frame> {
  let text = "";
  for await (const chunk of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const end = text.lastIndexOf("\n\n");
    if (end === -1) continue;
    yield* framesIn(text.slice(0, end + 2));
    text = text.slice(end + 2);
  }
  if (text !== "") throw new Error(`the stream breaks off: ${text}`);
}

/** All of them, once the stream is over. */
export async function allFrames(response: Response): Promise<Frame[]> {
  const frames: Frame[] = [];
  for await (const frame of framesOf(response)) frames.push(frame);
  return frames;
}

/** Those in a text that ends with one; comments are left out. */
export function framesIn(text: string): Frame[] {
  return text
    .trimEnd()
    .split("\n\n")
    .filter((frame) => !frame.startsWith(":"))
    .map((frame) => {
      const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(frame) ?? [];
      if (!event || !data) throw new Error(`odd frame: ${frame}`);
      return { event, data: JSON.parse(data) };
    });
}
