/**
 * Following one alignment from its first event to its result.
 *
 * @module
 */
import type { Alignment, AlignRequest, StreamEvent } from "../../client/index.ts";
import type { JsonObject } from "../json.ts";
import { server } from "../server.ts";

export interface Follower {
  signal: AbortSignal;
  onEvent(event: StreamEvent): void;
}

/**
 * The alignment, all of whose events have been told.
 *
 * @throws ApiError for what the server refuses, ConnectionError where no answer comes, and what `signal` is aborted with
 */
export async function follow(request: JsonObject, { signal, onEvent }: Follower): Promise<Alignment> {
  // The server checks what a form has made.
  const stream = server().stream(request as unknown as AlignRequest, { signal });
  for await (const event of stream) onEvent(event);
  return stream.result();
}
