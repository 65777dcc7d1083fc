import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";
import { guided, someCount } from "./shape.ts";

const headings = (spec: object) => ({ type: "headings", ...spec });

describe("headings", () => {
  test.each([
    ["# Sea\n\nWater.\n\n## Shore\n\nSand.", 2],
    ["#sea and #sand", 0],
    ["Sea\n # \n####### Shore", 0],
    ["```sh\n# a comment\n```\n# Sea", 1],
    ["the # key", 0],
  ])("%j has %d", async (text, count) => {
    expect((await judge(headings({ min: 1 }), text)).measure).toBe(count);
  });

  test("counts those of one level", async () => {
    expect((await judge(headings({ level: 2, count: 1 }), "# Sea\n## Shore\n### Sand")).value).toBe(1);
  });

  test("opens a heading where one may stand, then waits for words", async () => {
    const { wants, mayEnd } = await guided(headings({ min: 2, max: 2 }));
    expect(wants("", "midway")).toBe("##");
    expect(wants("## ")).toBe(undefined);
    expect(wants("## Sea", "midway")).toBe(undefined);
    expect(wants("## Sea\n\nWater.")).toBe("\n\n##");
    expect(wants("## Sea\n\n```\ncode")).toBe("\n```\n\n##");
    expect(mayEnd("## Sea\n\n## Shore")).toBe(false);
    expect(mayEnd("## Sea\n\n## Shore\n\nSand.")).toBe(true);
  });

  test("goes on with the marks of its level", async () => {
    const { wants } = await guided(headings({ level: 3 }));
    expect(wants("#")).toBe("##");
    expect(wants("### ")).toBe(undefined);
  });

  test("keeps the properties of rewards", async () => {
    const level = fc.constantFrom({}, { level: 1 }, { level: 2 });
    const specs = fc.tuple(someCount(3), level).map(([count, level]) => headings({ ...count, ...level }));
    await expectRewardProperties(
      specs,
      fc.constantFrom("# ", "## ", "#", "Salt", " ", "\n", "\n\n", "```", "\n```\n", "~~~"),
    );
  });
});
