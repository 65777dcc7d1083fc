/**
 * Runs the project's own tools.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const root = fileURLToPath(new URL("..", import.meta.url));

export interface ToolOptions {
  environment?: Record<string, string>;
  /** Shows what the tool prints, as it prints it, instead of collecting it. */
  show?: boolean;
}

/** Runs a tool of `node_modules/.bin` in the repository's root, under the project's own Node. */
export function runTool(
  name: string,
  parameters: readonly string[],
  { environment = {}, show = false }: ToolOptions = {},
): Promise<{ exitCode: number; output: string }> {
  const bin = join(root, "node_modules", ".bin");
  const child = spawn(join(bin, name), parameters, {
    cwd: root,
    env: { ...process.env, ...environment, PATH: `${bin}${delimiter}${process.env.PATH ?? ""}` },
    stdio: ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"],
  });
  const end = () => child.kill();
  process.once("exit", end);
  child.once("close", () => process.off("exit", end));
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => output.push(chunk));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ exitCode: code ?? 1, output: Buffer.concat(output).toString("utf8") });
    });
  });
}
