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
    const frames = text.split("\n\n");
    text = frames.pop() ?? "";
    for (const frame of frames) {
      const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(frame) ?? [];
      if (event && data) yield { event, data: JSON.parse(data) };
      else if (!frame.startsWith(":")) throw new Error(`odd frame: ${frame}`);
    }
  }
  if (text !== "") throw new Error(`the stream breaks off: ${text}`);
}

/** All of them, once the stream is over. */
export async function allFrames(response: Response): Promise<Frame[]> {
  const frames: Frame[] = [];
  for await (const frame of framesOf(response)) frames.push(frame);
  return frames;
}
