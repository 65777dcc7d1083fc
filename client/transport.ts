/**
 * Calls of the API, and what is made of their failures.
 *
 * @module
 */
import { ConnectionError } from "./errors.ts";
import type { Patience } from "./patience.ts";
import { errorOfResponse } from "./read-error.ts";
import { pause, pauseAfter } from "./retry.ts";

export interface Call {
  /** Behind the base URL, with its slash. */
  path: string;
  /** Sent as JSON with POST; without it the call is a GET. */
  body?: object;
  /** Tries after the first, where the server is busy. */
  maxRetries: number;
}

export interface TransportOptions {
  /** Without a slash at its end. */
  baseUrl: string;
  headers: Record<string, string>;
  fetch: typeof fetch;
}

export class Transport {
  private readonly options: TransportOptions;

  constructor(options: TransportOptions) {
    this.options = options;
  }

  /**
   * The answer, once its status is one of success.
   *
   * @throws ApiError, ConnectionError, and what the call was aborted with
   */
  async send({ path, body, maxRetries }: Call, { signal }: Patience): Promise<Response> {
    for (let tries = 1; ; tries++) {
      const response = await this.fetch(path, body, signal);
      if (response.ok) return response;
      const error = await errorOfResponse(response);
      signal.throwIfAborted();
      const milliseconds = tries > maxRetries ? null : pauseAfter(error, tries);
      if (milliseconds === null) throw error;
      await pause(milliseconds, signal);
    }
  }

  /**
   * The JSON of the answer, taken by its word: its type is that of the schema which the server writes it by.
   *
   * @throws as `send`
   */
  async json<Answer>(call: Call, patience: Patience): Promise<Answer> {
    patience.start();
    try {
      const response = await this.send(call, patience);
      return await response.json().catch((cause: unknown) => broken(cause, patience.signal));
    } finally {
      patience.end();
    }
  }

  /** A connection that fails is not tried again: the server may be at work for it. */
  private async fetch(path: string, body: object | undefined, signal: AbortSignal): Promise<Response> {
    const { baseUrl, headers, fetch } = this.options;
    const content = body && {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify(body),
    };
    try {
      const response = await fetch(`${baseUrl}${path}`, { headers, ...content, signal });
      // Not every `fetch` that is given looks at its signal.
      signal.throwIfAborted();
      return response;
    } catch (cause) {
      signal.throwIfAborted();
      throw new ConnectionError("unreachable", `${baseUrl} cannot be reached`, { cause });
    }
  }
}

/** Throws what it means that an answer could not be read. */
export function broken(cause: unknown, signal: AbortSignal): never {
  signal.throwIfAborted();
  if (cause instanceof SyntaxError) {
    throw new ConnectionError("unreadable", "the answer is not JSON", { cause });
  }
  throw new ConnectionError("interrupted", "the answer broke off", { cause });
}
