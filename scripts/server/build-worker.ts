/**
 * The Worker as `wrangler deploy` would upload it.
 *
 * @module
 */
import { runTool } from "../run-tool.ts";

/**
 * Bundles the Worker of a wrangler configuration into `folder`, quietly and without asking the network for updates.
 *
 * @throws Error with what wrangler says, where the Worker does not build
 */
export async function buildWorker(config: string, folder: string): Promise<void> {
  const parameters = ["deploy", "--dry-run", "--config", config, "--outdir", folder];
  const { exitCode, output } = await runTool("wrangler", parameters, {
    environment: { WRANGLER_HIDE_BANNER: "true", WRANGLER_SEND_METRICS: "false" },
  });
  if (exitCode !== 0) throw new Error(`the Worker does not build:\n${output}`);
}
