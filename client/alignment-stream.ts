/**
 * An alignment while it goes on.
 *
 * @module
 */
import type { Alignment } from "../src/spec/result.ts";
import type { AlignEvent } from "../src/spec/stream.ts";

/** What a stream tells, by `object`: events on the way, and at last the alignment itself. */
export type StreamEvent = AlignEvent | Alignment;

/**
 * The events of one alignment, to be read once: by a loop over the stream itself, over its `text()`, or by `result()`,
 * which reads what the others have left. Nothing is sent before the first of them asks. To leave a loop ends the
 * alignment at the server, as aborting its signal does.
 */
export class AlignmentStream implements AsyncIterable<StreamEvent> {
  private readonly events: AsyncGenerator<StreamEvent, void>;
  private alignment: Alignment | undefined;
  private failure: { error: unknown } | undefined;

  constructor(events: AsyncIterable<StreamEvent>) {
    this.events = this.remembered(events);
  }

  /** Every event. The loop throws ApiError, ConnectionError, or what the signal was aborted with. */
  [Symbol.asyncIterator](): AsyncGenerator<StreamEvent, void> {
    return this.events;
  }

  /** The text of the first choice, piece by piece: what has been read stays as it is. */
  async *text(): AsyncGenerator<string, void> {
    for await (const event of this.events) {
      if (event.object === "alignment.token" && event.index === 0) yield event.text;
    }
  }

  /**
   * The alignment, once it is there.
   *
   * @throws what a loop over the stream throws; Error where a loop was left before
   */
  async result(): Promise<Alignment> {
    // What is read on the way is of no interest here.
    for await (const _ of this.events);
    if (this.failure) throw this.failure.error;
    if (!this.alignment) throw new Error("the stream was left before its result");
    return this.alignment;
  }

  private async *remembered(events: AsyncIterable<StreamEvent>): AsyncGenerator<StreamEvent, void> {
    try {
      for await (const event of events) {
        if (event.object === "alignment") this.alignment = event;
        yield event;
      }
    } catch (error) {
      this.failure = { error };
      throw error;
    }
  }
}
