/**
 * Requests that keep coming, whether or not those before them have been answered.
 *
 * @module
 */
import { lastingResponse, type MixedRequest } from "../edge/mixed-requests.ts";

export type Outcome = "right" | "late" | "turned away" | "wrong";

export interface Arrival {
  outcome: Outcome;
  /** Milliseconds until it was answered. */
  took: number;
}

export interface KnownRequest extends MixedRequest {
  /** The answer that it gets when it is alone. */
  expected: string;
}

/** Sends the requests in turn, `perSecond` of them, for so many seconds; waits until all have been answered. */
export async function arrivals(
  url: string,
  requests: readonly KnownRequest[],
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<Arrival[]> {
  const begun = performance.now();
  const sent: Promise<Arrival>[] = [];
  for (;;) {
    // Timers are late on a busy machine: what is due is sent, so that the rate holds.
    const due = Math.floor(((performance.now() - begun) / 1000) * perSecond) + 1;
    while (sent.length < Math.min(due, perSecond * seconds))
      sent.push(arrival(url, pick(requests, sent.length)));
    if (sent.length >= perSecond * seconds) return Promise.all(sent);
    await new Promise((resolve) => setTimeout(resolve, 1000 / perSecond));
  }
}

/** Requests from `together` clients that each wait for their answers, for so many seconds; answers a second. */
export async function saturatedRate(
  url: string,
  requests: readonly KnownRequest[],
  { together, seconds }: { together: number; seconds: number },
): Promise<number> {
  const begun = performance.now();
  let answered = 0;
  const client = async (first: number) => {
    for (let index = first; performance.now() - begun < seconds * 1000; index += together) {
      await arrival(url, pick(requests, index));
      answered++;
    }
  };
  await Promise.all(Array.from({ length: together }, (_, index) => client(index)));
  return answered / ((performance.now() - begun) / 1000);
}

async function arrival(url: string, request: KnownRequest): Promise<Arrival> {
  const begun = performance.now();
  const outcome = await outcomeOf(url, request);
  return { outcome, took: performance.now() - begun };
}

async function outcomeOf(url: string, request: KnownRequest): Promise<Outcome> {
  try {
    const answer = await lastingResponse(url, request);
    if (answer === request.expected) return "right";
    if (answer.startsWith("503 ") && answer.includes('"overloaded"')) return "turned away";
    // As it promises, where the machine is too slow for the request.
    if (answer.includes('"exhausted_by":"time_ms"')) return "late";
    console.error(`not as expected: ${answer.slice(0, 500)}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  return "wrong";
}

function pick(requests: readonly KnownRequest[], index: number): KnownRequest {
  const request = requests[index % requests.length];
  if (!request) throw new RangeError("there are requests");
  return request;
}
