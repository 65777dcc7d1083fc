/**
 * The arguments of `npm start`.
 *
 * @module
 */
import { parseArgs } from "node:util";

const defaultPort = 8787;

export const usage = `npm start [-- --port N]

Serves the API in workerd at http://127.0.0.1:N.

  --port N  1 to 65535, or 0 for any free port (default ${defaultPort})
  --help    shows this`;

/** The port to listen on, or what else the arguments say. */
export function readPort(parameters: readonly string[]): number | "help" | "invalid" {
  try {
    const { values } = parseArgs({
      args: [...parameters],
      options: { port: { type: "string" }, help: { type: "boolean" } },
    });
    if (values.help) return "help";
    return values.port === undefined ? defaultPort : toPort(values.port);
  } catch {
    return "invalid";
  }
}

function toPort(text: string): number | "invalid" {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : "invalid";
}
