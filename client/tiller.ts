/**
 * The client of Tiller's API.
 *
 * @module
 */
import type { ModelEntry, RewardEntry, StrategyEntry } from "../src/spec/catalogues.ts";
import type { Health } from "../src/spec/health.ts";
import type { Alignment } from "../src/spec/result.ts";
import type { Scores } from "../src/spec/score.ts";
import type { Tokens } from "../src/spec/tokenize.ts";
import { AlignmentStream } from "./alignment-stream.ts";
import { Patience } from "./patience.ts";
import type { AlignRequest, ScoreRequest, TokenizeRequest } from "./requests.ts";
import { streamEvents } from "./stream-events.ts";
import { Transport } from "./transport.ts";

export interface CallOptions {
  /** Ends the call, and the work that the server does for it; the call throws the signal's reason. */
  signal?: AbortSignal;
  /**
   * Milliseconds until the answer must be there, retries included; of a stream, for which it may be silent. Four minutes
   * unless given. Node's own fetch waits no longer than five for an answer to begin: what takes longer is streamed.
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
  constructor({ baseUrl, apiKey, fetch, timeout = 240_000, maxRetries = 2 }: TillerOptions) {
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

  /** What given texts are worth as answers, by the rewards and to the model. */
  score(request: ScoreRequest, options: CallOptions = {}): Promise<Scores> {
    return this.json("/v1/score", options, request);
  }

  /** What a text, or the prompt that messages make, is to the model. */
  tokenize(request: TokenizeRequest, options: CallOptions = {}): Promise<Tokens> {
    return this.json("/v1/tokenize", options, request);
  }

  /** The models that a request may name. */
  models(options: CallOptions = {}): Promise<ModelEntry[]> {
    return this.list("/v1/models", options);
  }

  /** The rewards that a request may ask for, each with its schema. */
  rewards(options: CallOptions = {}): Promise<RewardEntry[]> {
    return this.list("/v1/rewards", options);
  }

  /** The strategies that a request may choose, each with its schema. */
  strategies(options: CallOptions = {}): Promise<StrategyEntry[]> {
    return this.list("/v1/strategies", options);
  }

  /** Loads the default model if need be, and says what it takes. */
  health(options: CallOptions = {}): Promise<Health> {
    return this.json("/healthz", options);
  }

  private async list<Entry>(path: string, options: CallOptions): Promise<Entry[]> {
    const { data } = await this.json<{ data: Entry[] }>(path, options);
    return data;
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
