import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect } from "vitest";
import { Document } from "../../../src/reward/json/document.ts";
import { readSchema } from "../../../src/reward/json/schema/read-schema.ts";
import { Goals, mostNested } from "../../../src/reward/json/shapes/goals.ts";
import { Validator } from "../../../src/reward/json/validation/validate.ts";
import type { JsonValue } from "../../../src/reward/json/value.ts";
import { TillerError } from "../../../src/spec/tiller-error.ts";
import { walk } from "./walk.ts";

/** A group of the JSON-Schema-Test-Suite: a schema, and values that it allows or does not. */
export interface SuiteGroup {
  file: string;
  description: string;
  schema: JsonValue;
  tests: { description: string; data: JsonValue; valid: boolean }[];
}

export type Verdict =
  | { verdict: "supported" }
  /** Nothing satisfies it, so there is nothing to write. */
  | { verdict: "empty"; pointer: string }
  | { verdict: "refused"; pointer: string; reason: string };

/** The groups of the suite's files for a draft, at `tests/DRAFT` in its folder; its optional tests are not read. */
export function readSuite(folder: string, draft = "draft2020-12"): SuiteGroup[] {
  const path = join(folder, "tests", draft);
  const files = readdirSync(path).filter((name) => name.endsWith(".json"));
  return files.sort().flatMap((file) => {
    const groups = JSON.parse(readFileSync(join(path, file), "utf8")) as Omit<SuiteGroup, "file">[];
    return groups.map((group) => ({ ...group, file }));
  });
}

/**
 * Expects of a schema that it is refused with a pointer; or that it is judged and followed as the group's tests say
 * and that what is written under it at random satisfies it.
 * @param isValid whether another validator takes a value
 */
export function expectSupportedOrRefused(group: SuiteGroup, isValid?: (value: unknown) => boolean): Verdict {
  const { schema, tests, description } = group;
  const read = readOrRefused(schema);
  if ("verdict" in read) {
    if (read.verdict === "empty") for (const { valid } of tests) expect(valid, description).toBe(false);
    return read;
  }
  const { begin, validator } = read;
  // In this draft a format need not be kept to; here it must.
  const isAboutFormats = group.file === "format.json";
  for (const test of isAboutFormats ? [] : tests) {
    const about = `${description}: ${test.description}`;
    expect(validator.validate(test.data).length === 0, `${about}, judged`).toBe(test.valid);
    expect(begin.read(JSON.stringify(test.data)).mayEnd, `${about}, followed`).toBe(test.valid);
  }
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (stream) => {
      const random = (below: number) => Number(stream.next().value) % Math.max(1, below);
      const { text } = walk(begin, random, 25);
      const value = JSON.parse(text);
      expect(validator.validate(value), `${description}: ${text}`).toEqual([]);
      if (isValid) expect(isValid(value), `${description}: ${text}`).toBe(true);
    }),
    { numRuns: 5, seed: 20261122 },
  );
  return { verdict: "supported" };
}

function readOrRefused(schema: JsonValue): { begin: Document; validator: Validator } | Verdict {
  try {
    const node = readSchema(schema, "/schema");
    const goal = Goals.of(node, mostNested);
    return { begin: Document.begin(goal, "any", mostNested), validator: new Validator(node) };
  } catch (error) {
    if (!(error instanceof TillerError)) throw error;
    const { message: reason } = error;
    const pointer = error.param ?? "";
    expect(pointer).toMatch(/^\/schema(\/|$)/);
    return reason.startsWith("no value")
      ? { verdict: "empty", pointer }
      : { verdict: "refused", pointer, reason };
  }
}
