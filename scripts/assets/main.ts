/**
 * Writes the Worker's assets, before wrangler builds it (`[build]` in `wrangler.toml`).
 *
 * @module
 */
import { writeAssets } from "./write-assets.ts";

await writeAssets();
