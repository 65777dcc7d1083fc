/**
 * An alignment as server-sent events.
 *
 * @module
 */
import type { Context } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import type { AlignObserver } from "../src/narrator.ts";
import type { Alignment } from "../src/spec/result.ts";
import { errorShown } from "./errors.ts";
import { EventQueue } from "./event-queue.ts";

/** Milliseconds of silence after which a comment shows that the connection stands. */
const silence = 10_000;

/** Aligns, told of by `observer`, until `signal` says that nobody wants to know. */
type Work = (signal: AbortSignal, observer: AlignObserver) => Promise<Alignment>;

/**
 * Sends what `work` tells and comes to. A client that leaves ends it.
 *
 * @throws what `work` throws before it has told anything: that is an answer of its own
 */
export async function streamEvents(context: Context, work: Work): Promise<Response> {
  const left = new AbortController();
  const queue = new EventQueue();
  const signal = AbortSignal.any([context.req.raw.signal, left.signal]);
  const result = work(signal, (event) => queue.push(event));
  await Promise.race([queue.filled(), result]);
  return streamSSE(context, async (stream) => {
    stream.onAbort(() => left.abort());
    try {
      const alignment = await sendUntil(result, queue, stream);
      await send(stream, "done", alignment);
    } catch (error) {
      await send(stream, "error", errorShown(error).body);
    }
  });
}

/** Sends events as they come, no faster than they are read, until there is a result and all have been sent. */
async function sendUntil(
  result: Promise<Alignment>,
  queue: EventQueue,
  stream: SSEStreamingApi,
): Promise<Alignment> {
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  const over = result.then(end, end);
  for (;;) {
    const wasOver = isOver;
    for (const event of queue.take()) await send(stream, event.object.replace("alignment.", ""), event);
    if (wasOver) return result;
    const isSilent = await passes(silence, Promise.race([queue.filled(), over]));
    if (isSilent) await stream.write(": still at it\n\n");
  }
}

/** Whether so many milliseconds go by before `event`. */
async function passes(milliseconds: number, event: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const time = new Promise<true>((resolve) => {
    timer = setTimeout(() => resolve(true), milliseconds);
  });
  try {
    return await Promise.race([time, event.then(() => false)]);
  } finally {
    clearTimeout(timer);
  }
}

function send(stream: SSEStreamingApi, event: string, data: object): Promise<void> {
  return stream.writeSSE({ event, data: JSON.stringify(data) });
}
