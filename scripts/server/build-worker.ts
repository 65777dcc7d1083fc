/**
 * Workers as `wrangler deploy` would upload them.
 *
 * @module
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runTool } from "../run-tool.ts";
import type { BuiltWorker } from "./run-workers.ts";

export interface BuildableWorker {
  name: string;
  /** Its wrangler configuration. */
  config: string;
  /** Its entry: what several have in common is built once. */
  main: string;
}

export interface BuiltWorkers {
  built: BuiltWorker[];
  /** Removes the bundles. */
  remove(): void;
}

/**
 * Bundles Workers into a folder of their own, quietly and without asking the network for updates. It is removed with
 * this process at the latest.
 *
 * @throws Error with what wrangler says, where a Worker does not build
 */
export async function buildWorkers(workers: readonly BuildableWorker[]): Promise<BuiltWorkers> {
  const folder = mkdtempSync(join(tmpdir(), "tiller-worker-"));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", removeFolder);
  const remove = () => {
    removeFolder();
    process.off("exit", removeFolder);
  };
  try {
    const builds = [...Map.groupBy(workers, ({ main }) => main).values()].map(async (alike, index) => {
      const bundle = join(folder, String(index));
      await build(alike[0]?.config ?? "", bundle);
      return alike.map(({ name, config }) => ({ name, config, bundle }));
    });
    return { built: (await Promise.all(builds)).flat(), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

async function build(config: string, folder: string): Promise<void> {
  const parameters = ["deploy", "--dry-run", "--config", config, "--outdir", folder];
  const { exitCode, output } = await runTool("wrangler", parameters, {
    environment: { WRANGLER_HIDE_BANNER: "true", WRANGLER_SEND_METRICS: "false" },
  });
  if (exitCode !== 0) throw new Error(`the Worker does not build:\n${output}`);
}
