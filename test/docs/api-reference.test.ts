import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { apiReference } from "../../scripts/api-docs/api-reference.ts";
import { rewardTable } from "../../scripts/api-docs/reward-table.ts";

test.each([
  ["api.md", apiReference],
  ["rewards.md", rewardTable],
])("docs/%s is what the schemas say; `npm run docs` writes it", (name, text) => {
  expect(readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8")).toBe(text());
});
