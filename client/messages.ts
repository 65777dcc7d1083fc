/**
 * Server-Sent Events as they arrive.
 *
 * @module
 */
import { createParser, type EventSourceMessage } from "eventsource-parser";
import type { Patience } from "./patience.ts";

/**
 * The messages of an answer in the format of the HTML standard, each as soon as it is whole. Whatever arrives counts
 * as heard, be it a heartbeat.
 *
 * @throws what the call is aborted with, and what breaks the body off
 */
export async function* messagesIn(
  body: ReadableStream<Uint8Array>,
  patience: Patience,
): AsyncGenerator<EventSourceMessage, void> {
  const whole: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (message) => whole.push(message) });
  const decoder = new TextDecoder();
  // Not every browser can iterate over a stream.
  const reader = body.getReader();
  // Where no network lies between, only this tells the server that nobody listens any more.
  const leave = () => void reader.cancel().catch(() => {});
  patience.signal.addEventListener("abort", leave);
  try {
    for (;;) {
      patience.start();
      const { done, value } = await reader.read();
      patience.stop();
      patience.signal.throwIfAborted();
      if (done) return;
      parser.feed(decoder.decode(value, { stream: true }));
      yield* whole.splice(0);
    }
  } finally {
    patience.signal.removeEventListener("abort", leave);
    leave();
  }
}
