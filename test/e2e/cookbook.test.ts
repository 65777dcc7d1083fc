import { readFileSync } from "node:fs";
import { describe, expect, inject, test } from "vitest";
import { Tiller } from "../../client/index.ts";
import { patientBudget, readCookbook } from "../../scripts/cookbook/read-recipes.ts";
import { says } from "../../scripts/cookbook/tell-answer.ts";
import { alignmentSchema } from "../../src/spec/result.ts";

const { recipes } = readCookbook(readFileSync("docs/cookbook.md", "utf8"));

// Together they share the model's steps.
describe.concurrent("a recipe of the cookbook is answered as it says", { timeout: 600_000 }, () => {
  test.each(recipes)("$title", async ({ request, told }) => {
    const client = new Tiller({ baseUrl: inject("url") });
    const { stream, budget, ...rest } = JSON.parse(request);
    const fields = { ...rest, budget: { ...budget, ...patientBudget } };
    const answer = await (stream ? client.stream(fields).result() : client.align(fields));
    const { choices, usage } = alignmentSchema.parse(answer);
    const [choice] = choices;
    expect(choice && told.includes(`**${says(choice)}**`)).toBe(true);
    expect(told).toContain(`Price: ${usage.forward_tokens + usage.cached_tokens} forward tokens`);
    expect(told).toContain(choices.map(({ text }) => text.trim()).join("\n---\n"));
  });
});
