/**
 * The events of a streamed alignment, from its messages.
 *
 * @module
 */
import type { Alignment } from "../src/spec/result.ts";
import type { AlignEvent } from "../src/spec/stream.ts";
import type { StreamEvent } from "./alignment-stream.ts";
import { ConnectionError } from "./errors.ts";
import { messagesIn } from "./messages.ts";
import type { Patience } from "./patience.ts";
import { errorOfEvent, requestIdOf } from "./read-error.ts";
import { broken, type Call, type Transport } from "./transport.ts";

const onTheWay: ReadonlySet<string | undefined> = new Set(["progress", "incumbent", "token", "tree"]);

/**
 * Opens a stream and reads it up to the alignment. Events of a kind that is not known here are passed over.
 *
 * @throws ApiError, ConnectionError, and what the call was aborted with
 */
export async function* streamEvents(
  transport: Transport,
  call: Call,
  patience: Patience,
): AsyncGenerator<StreamEvent, void> {
  patience.start();
  try {
    const response = await transport.send(call, patience);
    for await (const { event, data } of messagesOf(response, patience)) {
      if (event === "error") throw errorOfEvent(data, requestIdOf(response));
      if (onTheWay.has(event)) yield parsed<AlignEvent>(data);
      if (event !== "done") continue;
      yield parsed<Alignment>(data);
      return;
    }
    throw new ConnectionError("interrupted", "the stream ended before its result");
  } finally {
    patience.end();
  }
}

async function* messagesOf({ body }: Response, patience: Patience) {
  if (!body) throw new ConnectionError("unreadable", "the answer has no body");
  try {
    yield* messagesIn(body, patience);
  } catch (cause) {
    broken(cause, patience.signal);
  }
}

/** Taken by its word, as all that the server says. */
function parsed<Event>(data: string): Event {
  try {
    return JSON.parse(data);
  } catch (cause) {
    throw new ConnectionError("unreadable", "an event is not JSON", { cause });
  }
}
