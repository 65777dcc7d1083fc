import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { apiReference } from "../../scripts/api-docs/api-reference.ts";

test("docs/api.md is what the schemas say; `npm run docs` writes it", () => {
  expect(readFileSync(new URL("../../docs/api.md", import.meta.url), "utf8")).toBe(apiReference());
});
