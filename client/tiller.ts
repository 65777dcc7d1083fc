/**
 * The client of Tiller's API.
 *
 * @module
 */
import type { Alignment } from "../src/spec/result.ts";
import { AlignmentStream } from "./alignment-stream.ts";
import { Patience } from "./patience.ts";
import type { AlignRequest } from "./requests.ts";
import { streamEvents } from "./stream-events.ts";
import { Transport } from "./transport.ts";

export interface CallOptions {
  /** Ends the call, and the work that the server does for it; the call throws the signal's reason. */
  signal?: AbortSignal;
  /**
   * Milliseconds until the answer must be there, retries included; of a stream, for which it may be silent. Ten minutes
   * unless given, which is the longest time limit of a budget.
   */
  timeout?: number;
  /** How often a call that gets a 429 or 503 is tried again, after the pause that the server asks for; 2 unless given. */
  maxRetries?: number;
}

export interface TillerOptions extends Omit<CallOptions, "signal"> {
  /** Where the server is, without `/v1`. */
  baseUrl: string;
  /** Sent as bearer token. Not for pages: who can read a page can read its key. */
  apiKey?: string;
  /** In place of the platform's own, as for a Worker's service binding. */
  fetch?: typeof fetch;
}

/** A server, asked with types. Every method throws ApiError for what the server refuses, ConnectionError where no answer comes. */
export class Tiller {
  private readonly transport: Transport;
  private readonly timeout: number;
  private readonly maxRetries: number;

  /** @throws TypeError where the base URL is none */
  constructor({ baseUrl, apiKey, fetch, timeout = 600_000, maxRetries = 2 }: TillerOptions) {
    this.transport = new Transport({
      baseUrl: new URL(baseUrl).href.replace(/\/+$/, ""),
      headers: apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` },
      // Looked up for each call, and called as a function: as a method, browsers refuse it.
      fetch: fetch ?? ((...parameters) => globalThis.fetch(...parameters)),
    });
    this.timeout = timeout;
    this.maxRetries = maxRetries;
  }

  /** Searches for the best answer. */
  align(request: AlignRequest, options: CallOptions = {}): Promise<Alignment> {
    return this.json("/v1/align", options, request);
  }

  /** The same, telling what it finds on the way. Nothing is sent before the stream is read. */
  stream(request: AlignRequest, options: CallOptions = {}): AlignmentStream {
    const call = this.call("/v1/align", options, { ...request, stream: true });
    return new AlignmentStream(streamEvents(this.transport, call, this.patience(options)));
  }

  private json<Answer>(path: string, options: CallOptions, body?: object): Promise<Answer> {
    return this.transport.json(this.call(path, options, body), this.patience(options));
  }

  private call(path: string, { maxRetries = this.maxRetries }: CallOptions, body?: object) {
    return { path, maxRetries, ...(body && { body }) };
  }

  private patience({ timeout = this.timeout, signal }: CallOptions): Patience {
    return new Patience(timeout, signal);
  }
}
