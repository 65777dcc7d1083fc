/**
 * The arguments of `npm start`.
 *
 * @module
 */
import { parseArgs } from "node:util";

const defaultPort = 8787;

export const usage = `npm start [-- --port N], or npm run start:edge [-- --port N]

Serves the API in workerd at http://127.0.0.1:N: the model in one isolate, or as at the edge, its stages in
isolates of their own.

  --port N  1 to 65535, or 0 for any free port (default ${defaultPort})
  --edge    is what start:edge adds
  --help    shows this`;

export interface StartOptions {
  port: number;
  /** Whether the stages of the model run in isolates of their own. */
  edge: boolean;
}

/** What to start, or what else the arguments say. */
export function readOptions(parameters: readonly string[]): StartOptions | "help" | "invalid" {
  try {
    const { values } = parseArgs({
      args: [...parameters],
      options: {
        port: { type: "string", default: String(defaultPort) },
        edge: { type: "boolean", default: false },
        help: { type: "boolean" },
      },
    });
    if (values.help) return "help";
    const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : Number.NaN;
    return port <= 65_535 ? { port, edge: values.edge } : "invalid";
  } catch {
    return "invalid";
  }
}
