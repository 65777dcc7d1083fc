import { describe, expect, test } from "vitest";
import { textsTold, watchTiny } from "../support/watched.ts";

describe("text is told as soon as it can no longer change", () => {
  test.each([
    ["greedy", { search: { strategy: "greedy" } }],
    ["sample", { search: { strategy: "sample" }, seed: 3 }],
    ["auto without rewards", {}],
  ])("%s: token by token", async (_, body) => {
    const { alignment, events } = await watchTiny({ ...body, max_tokens: 12 });
    const tokens = events.filter(({ object }) => object === "alignment.token");
    expect(textsTold(events)).toEqual([alignment.choices[0]?.text]);
    expect(tokens.length).toBeGreaterThan(alignment.usage.completion_tokens / 2);
  });
});
