import { inject } from "vitest";
import { type Alignment, alignmentSchema } from "../../src/spec/result.ts";

/** Sends a request to the server under test. */
export function call(path: string, init?: RequestInit): Promise<Response> {
  return fetch(`${inject("url")}${path}`, init);
}

/** Sends a body to /v1/align, as JSON unless it is a string already. */
export function post(body: object | string, init: RequestInit = {}): Promise<Response> {
  return call("/v1/align", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
    ...init,
  });
}

/** The alignment that answers `body`, in its documented shape. */
export async function align(body: object): Promise<Alignment> {
  const response = await post(body);
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  return alignmentSchema.parse(await response.json());
}

/** What the server is at, and has computed. */
export async function health(): Promise<{ in_flight: number; computed: { steps: number; rows: number } }> {
  return (await call("/healthz")).json();
}

/** How many alignments the server is at. */
export async function inFlight(): Promise<number> {
  return (await health()).in_flight;
}
