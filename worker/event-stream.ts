/**
 * An alignment as server-sent events.
 *
 * @module
 */
import type { Context } from "hono";
import { type SSEMessage, type SSEStreamingApi, streamSSE } from "hono/streaming";
import type { AlignObserver } from "../src/narrator.ts";
import type { Alignment } from "../src/spec/result.ts";
import type { AlignEvent } from "../src/spec/stream.ts";
import { errorShown } from "./errors.ts";
import { EventQueue } from "./event-queue.ts";
import type { StreamEnd } from "./stream-end.ts";

/** Milliseconds of silence after which a comment shows that the connection stands. */
const silence = 10_000;

/** How it is told. */
export interface Telling {
  ofEvent(event: AlignEvent): SSEMessage[];
  ofResult(alignment: Alignment): SSEMessage[];
  /** @param body - as an answer that is an error would have it */
  ofError(body: object): SSEMessage[];
}

/** As `POST /v1/align` tells it: event by event, and the whole result last. */
const eventByEvent: Telling = {
  ofEvent: (event) => [{ event: event.object.replace("alignment.", ""), data: JSON.stringify(event) }],
  ofResult: (alignment) => [{ event: "done", data: JSON.stringify(alignment) }],
  ofError: (body) => [{ event: "error", data: JSON.stringify(body) }],
};

/** Aligns, told of by `observer`, until `signal` says that nobody wants to know. */
type Work = (signal: AbortSignal, observer: AlignObserver) => Promise<Alignment>;

/**
 * Answers with what `work` tells and comes to. A client that leaves ends it.
 *
 * Until `work` has told something no byte is sent, not even to show that the connection stands: with the first one the
 * status is 200, and what waits for a place may still have to be refused with one of its own.
 *
 * @throws what `work` throws before it has told anything: that is an answer of its own
 */
export async function answerWithEvents(
  context: Context,
  work: Work,
  telling: Telling = eventByEvent,
): Promise<Response> {
  const left = new AbortController();
  const queue = new EventQueue();
  const signal = AbortSignal.any([context.req.raw.signal, left.signal]);
  const result = work(signal, (event) => queue.push(event));
  await Promise.race([queue.filled(), result]);
  const ended = Promise.withResolvers<StreamEnd>();
  context.set("streamEnd", ended.promise);
  return streamSSE(context, async (stream) => {
    stream.onAbort(() => left.abort());
    const end = await tell(result, queue, stream, telling);
    ended.resolve(signal.aborted ? "left" : end);
  });
}

async function tell(
  result: Promise<Alignment>,
  queue: EventQueue,
  stream: SSEStreamingApi,
  telling: Telling,
): Promise<StreamEnd> {
  try {
    const alignment = await sendUntil(result, queue, stream, telling);
    await send(stream, telling.ofResult(alignment));
    return "done";
  } catch (error) {
    const { body } = errorShown(error);
    await send(stream, telling.ofError(body));
    return body.error.code;
  }
}

/** Sends events as they come, no faster than they are read, until there is a result and all have been sent. */
async function sendUntil(
  result: Promise<Alignment>,
  queue: EventQueue,
  stream: SSEStreamingApi,
  telling: Telling,
): Promise<Alignment> {
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  const over = result.then(end, end);
  for (;;) {
    const wasOver = isOver;
    for (const event of queue.take()) await send(stream, telling.ofEvent(event));
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

async function send(stream: SSEStreamingApi, messages: readonly SSEMessage[]): Promise<void> {
  for (const message of messages) await stream.writeSSE(message);
}
