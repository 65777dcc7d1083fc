/**
 * The Worker as `wrangler deploy` would upload it.
 *
 * @module
 */
import { runTool } from "../run-tool.ts";

/**
 * Bundles the Worker into `folder`, quietly and without asking the network for updates.
 *
 * @throws Error with what wrangler says, where the Worker does not build
 */
export async function buildWorker(folder: string): Promise<void> {
  const { exitCode, output } = await runTool("wrangler", ["deploy", "--dry-run", "--outdir", folder], {
    environment: { WRANGLER_HIDE_BANNER: "true", WRANGLER_SEND_METRICS: "false" },
  });
  if (exitCode !== 0) throw new Error(`the Worker does not build:\n${output}`);
}
