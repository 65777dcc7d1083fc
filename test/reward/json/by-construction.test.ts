import { Validator as OtherValidator, type Schema } from "@cfworker/json-schema";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Document } from "../../../src/reward/json/document.ts";
import { readSchema } from "../../../src/reward/json/schema/read-schema.ts";
import { Validator } from "../../../src/reward/json/validation/validate.ts";
import type { JsonValue } from "../../../src/reward/json/value.ts";
import { TillerError } from "../../../src/spec/tiller-error.ts";
import { schemaArbitrary, valueArbitrary } from "./schema-arbitrary.ts";
import { documentOf, walk } from "./walk.ts";

/** What two independent validators say together: each has bugs where keywords meet, but not the same. */
function validatorOf(schema: unknown): (value: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false, validateSchema: false });
  addFormats.default(ajv);
  const first: ValidateFunction = ajv.compile(schema as object);
  const second = new OtherValidator(schema as Schema, "2020-12");
  return (value) => first(value) || second.validate(value).valid;
}

const numRuns = 1000;
const seed = 20261122;
const timeout = 120_000;

describe("JSON by construction", () => {
  test("what is written under a random schema satisfies it, whatever is chosen", { timeout }, () => {
    let followed = 0;
    fc.assert(
      fc.property(schemaArbitrary, fc.infiniteStream(fc.nat()), (schema, stream) => {
        const begin = documentOrNull(schema);
        if (!begin || begin === "refused") return;
        followed++;
        const isValid = validatorOf(schema);
        const validator = new Validator(readSchema(schema as JsonValue, "/schema"));
        const random = (below: number) => (below === 0 ? 0 : Number(stream.next().value) % below);
        for (let round = 0; round < 2; round++) {
          const { text, document } = walk(begin, random, 25);
          expect(document.mayEnd, text).toBe(true);
          const value = JSON.parse(text);
          expect(isValid(value), text).toBe(true);
          expect(validator.validate(value), text).toEqual([]);
        }
      }),
      { numRuns, seed },
    );
    expect(followed).toBeGreaterThan(numRuns / 4);
  });

  test("a text can be written under a random schema exactly if it satisfies it", { timeout }, () => {
    let valid = 0;
    const values = fc.array(valueArbitrary, { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(schemaArbitrary, values, fc.infiniteStream(fc.nat()), (schema, values, stream) => {
        const begin = documentOrNull(schema);
        if (begin === "refused") return;
        const random = (below: number) => Number(stream.next().value) % Math.max(1, below);
        const written: JsonValue[] = begin ? [JSON.parse(walk(begin, random, 15).text)] : [];
        // What nearly satisfies a schema tells more than what has nothing to do with it.
        const near = written.flatMap((value) => values.map((other) => changed(value, other, random)));
        const validator = new Validator(readSchema(schema as JsonValue, "/schema"));
        for (const value of [...values, ...near]) {
          const text = JSON.stringify(value);
          // Of these, not every spelling is followed.
          if (/\d[eE.]\d/.test(text) && JSON.stringify(schema).includes("multipleOf")) continue;
          const isValid = validator.validate(value).length === 0;
          if (isValid) valid++;
          expect(begin?.read(text).mayEnd ?? false, text).toBe(isValid);
          const indented = JSON.stringify(value, null, 2);
          expect(begin?.read(indented).mayEnd ?? false, indented).toBe(isValid);
        }
      }),
      { numRuns, seed },
    );
    expect(valid).toBeGreaterThan(numRuns);
  });
});

/** The value with some part of it replaced, taken away or doubled. */
function changed(value: JsonValue, other: JsonValue, random: (below: number) => number): JsonValue {
  if (typeof value !== "object" || value === null || random(4) === 0) return other;
  if (Array.isArray(value)) {
    const at = random(value.length);
    const part = value[at];
    if (part === undefined) return [other];
    const parts = [[changed(part, other, random)], [], [part, part], [part, other]][random(4)] ?? [];
    return value.toSpliced(at, 1, ...parts);
  }
  const entries = Object.entries(value);
  const at = random(entries.length);
  const [name = "a", part = null] = entries[at] ?? [];
  const parts = [[[name, changed(part, other, random)]], [], [["b", other]]][random(3)] ?? [];
  return Object.fromEntries(entries.toSpliced(at, 1, ...(parts as [string, JsonValue][])));
}

/** The empty document; null where nothing satisfies the schema. A refusal says where. */
function documentOrNull(schema: unknown): Document | null | "refused" {
  try {
    return documentOf(schema);
  } catch (error) {
    if (!(error instanceof TillerError)) throw error;
    expect(error.param).toMatch(/^\/schema/);
    return error.message === "no value satisfies it" ? null : "refused";
  }
}
