import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import realLifeSchemas from "./real-life-schemas.json" with { type: "json" };
import { documentOf, walk } from "./walk.ts";

const ajv = new Ajv2020({ strict: false, validateSchema: false });
addFormats.default(ajv);

describe("schemas such as people send", () => {
  test.each(Object.entries(realLifeSchemas))("%s", (_, schema) => {
    const isValid = ajv.compile(schema);
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), fc.constantFrom("any", "compact"), (stream, whiteSpace) => {
        const random = (below: number) => Number(stream.next().value) % Math.max(1, below);
        const { text } = walk(documentOf(schema, whiteSpace), random, 60);
        expect(isValid(JSON.parse(text)), `${text} ${JSON.stringify(isValid.errors)}`).toBe(true);
      }),
      { numRuns: 10, seed: 20261122 },
    );
  });
});
