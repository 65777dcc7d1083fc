/**
 * `npm run bench -- disconnect [--url URL] [--clients N] [--together N] [--json FILE]`: clients that leave in the middle of
 * their streams, many at once: whether the model stops computing for them, and their places and memory are free.
 *
 * @module
 */
import { singleIsolate, startLocalServer } from "../scripts/server/local-server.ts";
import type { FullHealth } from "../src/spec/health.ts";
import { parseOptions, wholeNumber, writeJson } from "./command.ts";
import { openStream, quiet } from "./disconnect/streams.ts";
import { healthOf } from "./edge/health.ts";
import { mebibytes } from "./report/mebibytes.ts";
import { formatTable } from "./report/table.ts";

/** What a wave of clients left behind. */
interface Wave {
  killed: number;
  /** Rows and steps that the model computed since just before they left, those under way included. */
  rowsAfter: number;
  stepsAfter: number;
  inFlight: number;
  bufferBytes: number;
}

export async function run(args: string[]): Promise<void> {
  const options = parseOptions(args, {
    url: { type: "string" },
    clients: { type: "string", default: "200" },
    together: { type: "string", default: "25" },
    json: { type: "string" },
  });
  const clients = wholeNumber("clients", options.clients, 1);
  const together = wholeNumber("together", options.together, 1);
  const server = options.url ? null : await startLocalServer({ port: 0, workers: [singleIsolate] });
  const url = options.url ?? server?.url ?? "";
  try {
    const before = await healthOf(url);
    const waves: Wave[] = [];
    for (let killed = 0; killed < clients; killed += together) {
      waves.push(await wave(url, Math.min(together, clients - killed)));
      console.error(`${killed + (waves.at(-1)?.killed ?? 0)} of ${clients} clients have left`);
    }
    console.log(waveTable(waves));
    console.log(summary(before, await healthOf(url), waves));
    await writeJson(options.json, { waves });
  } finally {
    await server?.close();
  }
}

/** So many clients that all read a token, and all leave at once. */
async function wave(url: string, count: number): Promise<Wave> {
  const streams = await Promise.all(Array.from({ length: count }, (_, index) => openStream(url, index)));
  const before = await healthOf(url);
  for (const { leave } of streams) leave();
  const after = await quiet(url);
  return {
    killed: count,
    rowsAfter: after.computed.rows - before.computed.rows,
    stepsAfter: after.computed.steps - before.computed.steps,
    inFlight: after.in_flight,
    bufferBytes: bufferBytes(after),
  };
}

function waveTable(waves: readonly Wave[]): string {
  const rows = waves.map(({ killed, rowsAfter, stepsAfter, inFlight, bufferBytes }, index) =>
    [index + 1, killed, rowsAfter, stepsAfter, inFlight, mebibytes(bufferBytes)].map(String),
  );
  return formatTable(["wave", "left", "rows after", "steps after", "in flight", "buffers, MiB"], rows);
}

function summary(before: FullHealth, after: FullHealth, waves: readonly Wave[]): string {
  const killed = waves.reduce((sum, wave) => sum + wave.killed, 0);
  const most = Math.max(...waves.map(({ stepsAfter }) => stepsAfter));
  const buffers = `${mebibytes(bufferBytes(before))} MiB before, ${mebibytes(bufferBytes(after))} MiB after`;
  return `${killed} clients left in mid-stream; steps computed after a wave of them: at most ${most}; ${after.in_flight} alignments are in flight; keys and values: ${buffers}`;
}

function bufferBytes({ isolates }: FullHealth): number {
  return isolates.reduce((sum, { buffer_bytes }) => sum + buffer_bytes, 0);
}
