/**
 * Following one alignment from its first event to its result.
 *
 * @module
 */
import { type Alignment, type AlignRequest, type StreamEvent, Tiller } from "../../client/index.ts";
import type { JsonObject } from "../json.ts";

export interface Follower {
  apiKey: string | null;
  signal: AbortSignal;
  onEvent(event: StreamEvent): void;
}

/**
 * The alignment, all of whose events have been told.
 *
 * @throws ApiError for what the server refuses, ConnectionError where no answer comes, and what `signal` is aborted with
 */
export async function follow(request: JsonObject, { apiKey, signal, onEvent }: Follower): Promise<Alignment> {
  const tiller = new Tiller({
    baseUrl: location.origin,
    ...(apiKey !== null && { apiKey }),
    // Who looks on decides when to try again.
    maxRetries: 0,
  });
  // The server checks what a form has made.
  const stream = tiller.stream(request as unknown as AlignRequest, { signal });
  for await (const event of stream) onEvent(event);
  return stream.result();
}
