import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readCookbook } from "../../scripts/cookbook/read-recipes.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";

const { preface, recipes } = readCookbook(readFileSync("docs/cookbook.md", "utf8"));

test("the cookbook has its recipes, each with a request that is taken, an answer and a price", () => {
  expect(preface).toMatch(/^# Cookbook\n/);
  expect(recipes.length).toBeGreaterThanOrEqual(20);
  expect(new Set(recipes.map(({ title }) => title)).size).toBe(recipes.length);
  for (const { title, request, told } of recipes) {
    expect(() => parseOrRefuse(alignRequestSchema, JSON.parse(request)), title).not.toThrow();
    expect(told, title).toMatch(
      /^\n```text\n.+?\n```\n\n\*\*(Not s|S)atisfied\*\*.+ Price: \d+ forward tokens/s,
    );
  }
});

test("a section without a request is no recipe", () => {
  expect(() => readCookbook("# Cookbook\n\n## Soup\n\nTake water.\n")).toThrow("without a request: ## Soup");
});
