/**
 * `npm run bench -- soak [--minutes N] [--together N] [--every SECONDS]`: mixed requests at the edge, each Worker in a
 * process of its own, while one after the other that the front calls is killed: nothing may be wrong, lost or left
 * behind.
 *
 * @module
 */
import { type EdgeProcesses, startEdgeProcesses } from "../scripts/edge/processes.ts";
import { parseOptions, wholeNumber } from "./command.ts";
import { isolatesOf } from "./edge/health.ts";
import { lastingResponse, type MixedRequest, mixedRequests } from "./edge/mixed-requests.ts";
import { mebibytes } from "./report/mebibytes.ts";

/** Different alignments; as many requests take no work. */
const different = 20;

export async function run(args: string[]): Promise<void> {
  const options = parseOptions(args, {
    minutes: { type: "string", default: "30" },
    together: { type: "string", default: "4" },
    every: { type: "string", default: "120" },
  });
  const minutes = wholeNumber("minutes", options.minutes, 1);
  const together = wholeNumber("together", options.together, 1);
  const interval = 1000 * wholeNumber("every", options.every, 1);
  const edge = await startEdgeProcesses(() => {});
  try {
    const soak = new Soak(edge, mixedRequests(different));
    await soak.learnAnswers();
    console.error(`the answers are known; memory: ${await memoryOf(edge)}`);
    const end = Date.now() + 60_000 * minutes;
    const asking = Array.from({ length: together }, () => soak.askUntil(end));
    const telling = setInterval(() => console.error(soak.summary()), 60_000);
    const [kills] = await Promise.all([killUntil(end, interval, edge), ...asking]);
    clearInterval(telling);
    console.log(
      `${soak.summary()}; ${kills} Workers were killed; memory afterwards: ${await memoryOf(edge)}`,
    );
  } finally {
    await edge.close();
  }
}

class Soak {
  private readonly edge: EdgeProcesses;
  private readonly requests: readonly MixedRequest[];
  private readonly expected: string[] = [];
  private readonly counts = { right: 0, wrong: 0, late: 0, overdue: 0, failed: 0 };
  private next = 0;
  private longest = 0;

  constructor(edge: EdgeProcesses, requests: readonly MixedRequest[]) {
    this.edge = edge;
    this.requests = requests;
  }

  /** Each request alone, before anything is killed. */
  async learnAnswers(): Promise<void> {
    for (const request of this.requests) {
      const answer = await lastingResponse(this.edge.url, request);
      if (answer.startsWith("5")) throw new Error(`no answer to compare with: ${answer}`);
      this.expected.push(answer);
    }
  }

  async askUntil(end: number): Promise<void> {
    while (Date.now() < end) {
      const index = this.next++ % this.requests.length;
      const begun = Date.now();
      this.counts[await this.outcome(index)]++;
      this.longest = Math.max(this.longest, Date.now() - begun);
    }
  }

  summary(): string {
    const { right, wrong, late, overdue, failed } = this.counts;
    const longest = (this.longest / 1000).toFixed(1);
    return `${right} answers were right, ${wrong} wrong, ${late} cut short by their time limit, ${overdue} overdue, ${failed} requests failed; the longest took ${longest} s`;
  }

  private async outcome(index: number): Promise<keyof Soak["counts"]> {
    try {
      const answer = await lastingResponse(this.edge.url, this.requests[index] ?? { path: "/" });
      if (answer === this.expected[index]) return "right";
      // As it promises, where the machine is too slow for the request.
      if (answer.includes('"exhausted_by":"time_ms"')) return "late";
      console.error(`not as expected: ${answer}`);
      // Given up a minute behind its time limit: the machine stood still, or a step hung.
      if (answer.startsWith("504 ")) return "overdue";
      // A server that has too much to do, or lost a part, may say so.
      return answer.startsWith("503 ") ? "failed" : "wrong";
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      return "failed";
    }
  }
}

/** Returns how many were killed. */
async function killUntil(end: number, interval: number, edge: EdgeProcesses): Promise<number> {
  let kills = 0;
  while (Date.now() + interval < end) {
    await new Promise((resolve) => setTimeout(resolve, interval));
    await edge.restart(edge.called[kills % edge.called.length] ?? "");
    kills++;
  }
  return kills;
}

/** The WASM heap and what keys and values take, of each isolate. */
async function memoryOf({ url }: EdgeProcesses): Promise<string> {
  const isolates = await isolatesOf(url);
  return isolates
    .map(
      ({ name, wasm_heap_bytes, buffer_bytes }) =>
        `${name} ${mebibytes(wasm_heap_bytes)} + ${mebibytes(buffer_bytes)} MiB`,
    )
    .join(", ");
}
