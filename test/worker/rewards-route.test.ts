import Ajv from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { rewardDefinitions } from "../../src/reward/registry.ts";
import { tinyApp } from "./app.ts";

interface Listing {
  object: string;
  data: { id: string; schema: { properties: Record<string, object> }; example: object }[];
}

const load = () => Promise.reject(new Error("not to be loaded"));
const response = await tinyApp({ load }).request("/v1/rewards");
const listing = (await response.json()) as Listing;

test("GET /v1/rewards lists every reward without loading the model", () => {
  expect(response.status).toBe(200);
  expect(listing.object).toBe("list");
  expect(listing.data.map(({ id }) => id)).toEqual(rewardDefinitions.map(({ type }) => type));
  for (const entry of listing.data) {
    expect(entry).toEqual({
      id: expect.stringMatching(/^[a-z_]+$/),
      object: "reward",
      description: expect.stringMatching(/\S/),
      schema: expect.objectContaining({ type: "object", additionalProperties: false }),
      example: expect.objectContaining({ type: entry.id }),
      capabilities: {
        guides: expect.any(Array),
        constructive: expect.any(Boolean),
        needs_greedy: expect.any(Boolean),
        needs_decisions: expect.any(Boolean),
        reads_heads: expect.any(Boolean),
      },
      cost: expect.stringMatching(/\S/),
      instruction: expect.toBeOneOf([null, expect.stringMatching(/\S/)]),
    });
  }
});

test.each(listing.data.map((entry) => [entry.id, entry] as const))(
  "the schema of %s describes its fields and takes its example",
  (_, { schema, example }) => {
    expect(Object.keys(schema.properties)).toEqual(
      expect.arrayContaining(["type", "name", "enforce", "weight", "auxiliary", "audit"]),
    );
    const validate = new Ajv({ strict: false }).compile(schema);
    expect(validate(example), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...example, colour: "red" })).toBe(false);
  },
);
