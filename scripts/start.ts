/**
 * `npm start` and `npm run start:edge`: serves the API in workerd on this machine.
 *
 * @module
 */
import { styleText } from "node:util";
import { writeWorkers } from "./edge/write-workers.ts";
import { firstRequest, waitUntilReady } from "./server/first-request.ts";
import { singleIsolate, startLocalServer } from "./server/local-server.ts";
import { readOptions, usage } from "./server/start-options.ts";

const options = readOptions(process.argv.slice(2));
if (options === "help") {
  console.log(usage);
  process.exit(0);
}
if (options === "invalid") {
  console.error(`not understood: ${process.argv.slice(2).join(" ")}\n\n${usage}`);
  process.exit(2);
}

const { port, edge } = options;

// Whatever was started ends with this process.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(0));
// npm hands a SIGTERM to the shell in between, which dies without telling this process.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.exit(0);
}, 500).unref();

const since = performance.now();
const seconds = () => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const progress = (step: string) => console.log(styleText("dim", `${seconds().padStart(7)}  ${step}`));

try {
  const onLog = (message: string) => console.error(message);
  const workers = edge ? await writeWorkers() : [singleIsolate];
  const { url } = await startLocalServer({ port, workers, onProgress: progress, onLog });
  progress("loading the model");
  await waitUntilReady(url);
  console.log(`\nTiller serves ${url}, ready after ${seconds()}. Ctrl-C ends it. Try:\n`);
  console.log(`${firstRequest(url)}\n`);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const taken = "code" in error && error.code === "EADDRINUSE";
  if (!taken) return error.message;
  const command = edge ? "npm run start:edge" : "npm start";
  return `port ${port} is in use; choose another: ${command} -- --port N`;
}
