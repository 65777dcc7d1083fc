/**
 * `npm run bench -- edge [--requests N] [--json FILE]`: the model in stages of its own Workers against the model in
 * one isolate: the same answers, what a step takes, and the memory of each isolate.
 *
 * @module
 */
import { Progress } from "../eval/progress.ts";
import { writeWorkers } from "../scripts/edge/write-workers.ts";
import { startLocalServer } from "../scripts/server/local-server.ts";
import { parseOptions, wholeNumber, writeJson } from "./command.ts";
import { ask, lastingPart } from "./edge/ask.ts";
import { MemoryWatch, type PeakMemory } from "./edge/memory-watch.ts";
import { type EdgeRequest, edgeRequests } from "./edge/requests.ts";
import { mebibytes } from "./report/mebibytes.ts";
import { median } from "./report/statistics.ts";
import { formatTable } from "./report/table.ts";

/** How many requests are sent at once while memory is watched. */
const together = 4;

export async function run(args: string[]): Promise<void> {
  const options = parseOptions(args, {
    requests: { type: "string", default: "50" },
    json: { type: "string" },
  });
  const requests = edgeRequests(wholeNumber("requests", options.requests, 1));
  console.error("starting both servers …");
  const workers = await writeWorkers();
  const single = await startLocalServer({ port: 0 });
  const edge = await startLocalServer({ port: 0, workers, inspect: true }).catch(async (error: unknown) => {
    await single.close();
    throw error;
  });
  try {
    // The front, which comes last, is the first that /healthz names.
    const names = [...workers.slice(-1), ...workers.slice(0, -1)].map(({ name }) => name);
    const loading = new MemoryWatch(edge, names);
    for (const { url } of [single, edge]) await fetch(`${url}/healthz`);
    const whileLoading = await loading.end();
    const compared = await compare(requests, single.url, edge.url);
    const watch = new MemoryWatch(edge, names);
    await sendTogether(requests, edge.url);
    const whileServing = await watch.end();

    const differing = compared.filter(({ isSame }) => !isSame).map(({ seed }) => seed);
    const ratio = median(compared.map(({ stepRatio }) => stepRatio));
    console.log(
      `${compared.length - differing.length} of ${compared.length} answers are the same, byte for byte${
        differing.length > 0 ? `; not those to the seeds ${differing.join(", ")}` : ""
      }`,
    );
    console.log(`a step takes ${ratio.toFixed(2)} times as long as in one isolate (median of the requests)`);
    console.log(memoryTable(whileLoading, whileServing));
    await writeJson(options.json, { compared, whileLoading, whileServing });
  } finally {
    await Promise.all([single.close(), edge.close()]);
  }
}

interface Compared {
  seed: number;
  isSame: boolean;
  /** Milliseconds a step, the edge's over the single isolate's. */
  stepRatio: number;
}

/** One after the other, in turn, the first server first every other time. */
async function compare(requests: readonly EdgeRequest[], single: string, edge: string): Promise<Compared[]> {
  const progress = new Progress(requests.length);
  const compared: Compared[] = [];
  for (const [index, request] of requests.entries()) {
    const urls = index % 2 === 0 ? [single, edge] : [edge, single];
    const answers = new Map<string, Awaited<ReturnType<typeof ask>>>();
    for (const url of urls) answers.set(url, await ask(url, request));
    const [whole, staged] = [answers.get(single), answers.get(edge)];
    if (!whole || !staged) throw new Error("both were asked");
    const [before, now] = [whole, staged].map(({ usage }) => usage.elapsed_ms / usage.steps);
    compared.push({
      seed: request.seed,
      isSame: lastingPart(whole) === lastingPart(staged),
      stepRatio: (now ?? 0) / (before ?? 1),
    });
    progress.report(index + 1, `request ${index + 1} of ${requests.length}`);
  }
  return compared;
}

async function sendTogether(requests: readonly EdgeRequest[], url: string): Promise<void> {
  for (let from = 0; from < requests.length; from += together) {
    await Promise.all(requests.slice(from, from + together).map((request) => ask(url, request)));
  }
}

function memoryTable(loading: readonly PeakMemory[], serving: readonly PeakMemory[]): string {
  const rows = serving.map(({ name, wasmHeap, buffers, objects }, index) => {
    const before = loading[index]?.buffers ?? 0;
    const peak = wasmHeap + Math.max(buffers, before);
    return [name, wasmHeap, before, buffers, peak, objects].map((cell) =>
      typeof cell === "number" ? mebibytes(cell) : cell,
    );
  });
  const header = [
    "MiB at most",
    "WASM heap",
    "buffers, loading",
    `buffers, ${together} at once`,
    "heap + buffers",
    "objects",
  ];
  return formatTable(header, rows);
}
