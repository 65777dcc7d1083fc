import { describe, expect, it } from "vitest";
import { commongen } from "../../eval/commongen.ts";
import { tinyModel } from "../support/tiny-model.ts";

const item = {
  concepts: ["ski", "snow"],
  forms: [
    ["ski", "skiing", "ski'd"],
    ["snow", "snows"],
  ],
};

describe("coverage", () => {
  it.each([
    ["A man is SKIING in the snow.", 1, 1],
    ["He ski'd; it snows", 1, 1],
    ["A skier on snow-covered hills", 0, 0.5],
    ["skis, snowy, ski_lift", 0, 0],
    ["", 0, 0],
  ])("of %j is %d hard, %d soft", (text, hard, soft) => {
    expect(commongen.measure(item, text, { logProbabilityPerToken: -1, audits: {} })).toEqual({ hard, soft });
  });
});

it("asks for every concept in one wording, and rewards every accepted form", async () => {
  const { messages, rewards } = commongen.ask(item, await tinyModel());
  expect(messages?.[0]?.content).toContain("ski, snow");
  expect(rewards).toMatchObject([{ type: "keywords", enforce: "hard", include: item.forms }]);
});

it("refuses items whose forms do not match their concepts", () => {
  expect(commongen.itemSchema.safeParse({ concepts: ["a", "b"], forms: [["a"]] }).success).toBe(false);
});
