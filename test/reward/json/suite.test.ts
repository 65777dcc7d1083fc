import { type Schema, Validator } from "@cfworker/json-schema";
import { describe, expect, test } from "vitest";
import { expectSupportedOrRefused, readSuite } from "./suite.ts";

/** The suite is not part of the project: github.com/json-schema-org/JSON-Schema-Test-Suite. */
const folder = process.env.TILLER_JSON_SCHEMA_SUITE;

describe.skipIf(!folder)("the JSON-Schema-Test-Suite", () => {
  test("each schema is followed as it says, or refused with the pointer to what is not supported", {
    timeout: 600_000,
  }, () => {
    const counts = { supported: 0, empty: 0, refused: 0 };
    const refusals: string[] = [];
    for (const group of readSuite(folder ?? "")) {
      const other = new Validator(group.schema as Schema, "2020-12");
      // What the other validator gets wrong itself says nothing.
      const isReliable = group.tests.every(({ data, valid }) => {
        try {
          return other.validate(data).valid === valid;
        } catch {
          return false;
        }
      });
      const verdict = expectSupportedOrRefused(
        group,
        isReliable ? (value) => other.validate(value).valid : undefined,
      );
      counts[verdict.verdict]++;
      if (verdict.verdict === "refused") {
        refusals.push(`${group.file}, ${group.description}: ${verdict.pointer} ${verdict.reason}`);
      }
    }
    console.log(counts, refusals.join("\n"));
    expect(counts.supported).toBeGreaterThanOrEqual(300);
  });
});
