import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";

const texts = {
  positive: ["What a wonderful day!", "I love this book. It is a joy from the first page to the last."],
  negative: ["This is awful.", "I hate rain. It was a terrible, sad week.", "The food was not good."],
  neutral: ["The train leaves at noon.", "Water boils at 100 degrees."],
};

describe("sentiment", () => {
  test.each(Object.keys(texts))("knows what is %s", async (direction) => {
    for (const [kind, examples] of Object.entries(texts)) {
      for (const text of examples) {
        const { value } = await judge({ type: "sentiment", direction }, text);
        expect(value === 1, `${text} as ${direction}`).toBe(kind === direction);
      }
    }
  });

  test("is the mean of VADER's compound scores over the sentences", async () => {
    const spec = { type: "sentiment", direction: "positive", threshold: 0.5 };
    const { measure: love } = await judge(spec, "I love it!");
    expect(love).toBeCloseTo(0.6696, 4);
    const { value, measure, explain } = await judge(spec, "I love it! The train leaves at noon.\n");
    expect(measure).toBeCloseTo(0.6696 / 2, 4);
    expect(value).toBeCloseTo(1.3348 / 1.5, 4);
    expect(explain).toBe("sentiment 0.33, at least 0.5 is positive");
  });

  test("of nothing there is no sentiment", async () => {
    expect(await judge({ type: "sentiment", direction: "neutral" }, " 42.\n")).toMatchObject({
      value: 0,
      explain: "no words",
    });
  });

  test("keeps what every reward promises", async () => {
    await expectRewardProperties(
      fc.record({
        type: fc.constant("sentiment"),
        direction: fc.constantFrom("positive", "negative", "neutral"),
        threshold: fc.constantFrom(0.05, 0.5, 0.9),
      }),
      fc.constantFrom("I love", " it", "! ", " hate", ".", "\n", " not", " VERY", '."', "constructor "),
    );
  });
});
