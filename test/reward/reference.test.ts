import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";

const references = ["The cat sat on the mat.", "A cat was sitting on the mat."];
const metric = fc.constantFrom("bleu", "rouge_l", "chrf");

describe("reference", () => {
  test.each([
    ["bleu", 100],
    ["rouge_l", 1],
    ["chrf", 100],
  ])("%s of a reference itself is the highest, and satisfies", async (metric, highest) => {
    const { value, measure } = await judge({ type: "reference", metric, references }, references[1] ?? "");
    expect(value).toBe(1);
    expect(measure).toBeCloseTo(highest, 9);
  });

  test("rises towards min, and says by how much it is missed", async () => {
    const spec = { type: "reference", metric: "rouge_l", references, min: 0.8 };
    expect(await judge(spec, "The cat sat.")).toMatchObject({
      value: expect.closeTo(2 / 3 / 0.8, 6),
      measure: expect.closeTo(2 / 3, 6),
      explain: "ROUGE-L 0.667, at least 0.8 is wanted",
    });
    expect(await judge(spec, "The cat sat on a mat")).toMatchObject({ value: 1, explain: "ROUGE-L 0.833" });
    expect((await judge(spec, "")).value).toBe(0);
  });

  test("refuses references by which no text can be measured", async () => {
    await expect(
      judge({ type: "reference", metric: "rouge_l", references: ["नमस्ते"] }, ""),
    ).rejects.toMatchObject({ code: "invalid_request", param: "/references" });
  });

  test("keeps what every reward promises", async () => {
    await expectRewardProperties(
      fc.record(
        {
          type: fc.constant("reference"),
          metric,
          references: fc.constant(references),
          min: fc.constantFrom(0.05, 0.3, 0.7, 1),
        },
        { requiredKeys: ["type", "metric", "references"] },
      ),
      fc.constantFrom("The cat", " sat", " on", " the", " mat.", " dog", "é", " 😀", "\n"),
    );
  });
});
