/**
 * `npm run bench -- overload [--seconds N] [--factor N] [--url URL] [--json FILE]`: many times as many requests as the
 * server can answer: each must get its answer or a 503, and afterwards all must be as before.
 *
 * @module
 */
import { startLocalServer } from "../scripts/server/local-server.ts";
import { parseOptions, wholeNumber, writeJson } from "./command.ts";
import { type IsolateHealth, isolatesOf } from "./edge/health.ts";
import { lastingResponse } from "./edge/mixed-requests.ts";
import { edgeRequests } from "./edge/requests.ts";
import {
  type Arrival,
  arrivals,
  type KnownRequest,
  type Outcome,
  saturatedRate,
} from "./overload/arrivals.ts";
import { mebibytes } from "./report/mebibytes.ts";
import { formatTable } from "./report/table.ts";

const different = 20;
/** To learn what the server can answer: as many clients as places. */
const warmUp = { together: 32, seconds: 20 };

export async function run(args: string[]): Promise<void> {
  const options = parseOptions(args, {
    seconds: { type: "string", default: "60" },
    factor: { type: "string", default: "4" },
    url: { type: "string" },
    json: { type: "string" },
  });
  const seconds = wholeNumber("seconds", options.seconds, 1);
  const factor = wholeNumber("factor", options.factor, 1);
  const server = options.url === undefined ? await startLocalServer({ port: 0 }) : null;
  try {
    const result = await overload(options.url ?? server?.url ?? "", { seconds, factor });
    await writeJson(options.json, result);
    if (!result.isBack || result.outcomes.wrong.count > 0) process.exitCode = 1;
  } finally {
    await server?.close();
  }
}

async function overload(url: string, { seconds, factor }: { seconds: number; factor: number }) {
  const requests: KnownRequest[] = [];
  for (const body of edgeRequests(different)) {
    const request = { path: "/v1/align", body: { ...body, max_tokens: 12 } };
    requests.push({ ...request, expected: await lastingResponse(url, request) });
  }
  const before = await isolatesOf(url);
  const rate = await saturatedRate(url, requests, warmUp);
  const perSecond = Math.max(1, Math.round(rate * factor));
  console.error(
    `it answers ${rate.toFixed(2)} requests a second; ${perSecond} a second come for ${seconds} s`,
  );
  const all = await arrivals(url, requests, { perSecond, seconds });

  const outcomes = Object.fromEntries(
    (["right", "late", "turned away", "wrong"] as const).map((outcome) => [outcome, summary(all, outcome)]),
  ) as Record<Outcome, ReturnType<typeof summary>>;
  const rows = Object.entries(outcomes).map(([outcome, { count, p50, p95 }]) => [
    outcome,
    String(count),
    count === 0 ? "" : (p50 / 1000).toFixed(2),
    count === 0 ? "" : (p95 / 1000).toFixed(2),
  ]);
  console.log(formatTable(["answers", "", "p50, s", "p95, s"], rows));

  const after = await isolatesOf(url);
  console.log(`memory before: ${memory(before)}; afterwards: ${memory(after)}`);
  const [normal] = requests;
  const isAnswered = normal !== undefined && (await lastingResponse(url, normal)) === normal.expected;
  console.log(isAnswered ? "a request afterwards is answered as before" : "a request afterwards FAILS");
  // What keys and values lay in is given up with the last request; a little of WASM memory stays for the next.
  const isBack =
    isAnswered &&
    after.every(({ buffer_bytes }, index) => buffer_bytes <= (before[index]?.buffer_bytes ?? 0));
  return { rate, perSecond, seconds, outcomes, before, after, isBack };
}

function summary(all: readonly Arrival[], outcome: Outcome) {
  const times = all.filter((arrival) => arrival.outcome === outcome).map(({ took }) => took);
  const sorted = times.toSorted((a, b) => a - b);
  const percentile = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  return { count: times.length, p50: percentile(0.5), p95: percentile(0.95) };
}

function memory(isolates: readonly IsolateHealth[]): string {
  return isolates
    .map(
      ({ name, wasm_heap_bytes, buffer_bytes }) =>
        `${name} ${mebibytes(wasm_heap_bytes)} + ${mebibytes(buffer_bytes)} MiB`,
    )
    .join(", ");
}
