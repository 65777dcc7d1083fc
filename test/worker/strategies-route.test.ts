import { expect, test } from "vitest";
import { z } from "zod";
import { searchSpecSchema } from "../../src/search/registry.ts";
import { listOf, strategyEntrySchema } from "../../src/spec/catalogues.ts";
import { tinyApp } from "./app.ts";

test("GET /v1/strategies lists what a request may name, with its parameters, its source and its use", async () => {
  const response = await tinyApp().request("/v1/strategies");
  const { data } = listOf(strategyEntrySchema).parse(await response.json());
  expect(data.map(({ id }) => id)).toEqual(searchSpecSchema.options.map(({ shape }) => shape.strategy.value));
  for (const { id, schema, use, description } of data) {
    expect(
      z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).parse({ strategy: id }),
    ).toMatchObject({
      strategy: id,
    });
    expect([use, description].every((text) => /^[A-Z].*\.$/u.test(text))).toBe(true);
  }
  const deal = data.find(({ id }) => id === "deal");
  expect(deal).toMatchObject({ sources: ["https://arxiv.org/abs/2402.06147"], upstream: false });
});
