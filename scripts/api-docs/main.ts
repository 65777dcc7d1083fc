/**
 * `npm run docs`: writes docs/api.md and docs/rewards.md from the schemas.
 *
 * @module
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { apiReference } from "./api-reference.ts";
import { rewardTable } from "./reward-table.ts";

for (const [name, text] of [
  ["api.md", apiReference()],
  ["rewards.md", rewardTable()],
] as const) {
  writeFileSync(fileURLToPath(new URL(`../../docs/${name}`, import.meta.url)), text);
  console.log(`wrote docs/${name}, ${text.split("\n").length} lines`);
}
