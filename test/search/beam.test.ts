import { describe, expect, test } from "vitest";
import { alignOn, alignTiny, prompt, textOf } from "../support/align-tiny.ts";
import { leaningModel } from "../support/leaning-model.ts";
import { tinyModel } from "../support/tiny-model.ts";

describe.each(["beam", "banked", "best_first"])("%s", (strategy) => {
  const beam = { strategy, width: 3, k: 3 };

  test("finds words that the model would not have said, and stops once all is satisfied", async () => {
    const rewards = [{ type: "keywords", include: ["frisbee", "moon"], enforce: "hard" }];
    const greedy = await alignTiny({ rewards, max_tokens: 16, search: { strategy: "greedy" } });
    expect(greedy.choices[0]?.reward.satisfied).toBe(false);
    const found = await alignTiny({ rewards, max_tokens: 16, search: beam });
    expect(textOf(found)).toMatch(/frisbee/i);
    expect(textOf(found)).toMatch(/moon/i);
    expect(found.choices[0]?.reward.satisfied).toBe(true);
  });

  test("never says what is ruled out, in any of the answers", async () => {
    const rewards = [{ type: "characters", forbid: ["e"], enforce: "hard" }];
    const { choices } = await alignTiny({ rewards, max_tokens: 12, search: beam, n: 3 });
    expect(choices).toHaveLength(3);
    for (const { text } of choices) expect(text).not.toContain("e");
    expect(new Set(choices.map(({ text }) => text)).size).toBe(3);
  });

  test("never gives the same answer twice, in other tokens or from another attempt", async () => {
    const sentence = { type: "regex", pattern: "(the|a) (dog|cat)\\.", mode: "full", enforce: "hard" };
    // Cannot hold as well: all that is found leads nowhere.
    const farewell = { type: "ends_with", text: "bye.", enforce: "hard" };
    for (const rewards of [[sentence], [sentence, farewell]]) {
      const { choices } = await alignTiny({ rewards, max_tokens: 14, search: { ...beam, k: 2 }, n: 3 });
      expect(new Set(choices.map(({ text }) => text)).size).toBe(choices.length);
      expect(choices[0]?.text).toMatch(/^(the|a) (dog|cat)/);
    }
  });

  test("answers in the space that there is: what is missing comes before the tokens run out", async () => {
    for (const max_tokens of [10, 14, 20]) {
      const rewards = [{ type: "ends_with", text: "the small dog.", enforce: "hard" }];
      const result = await alignTiny({ rewards, max_tokens, search: { strategy, width: 1 } });
      expect(textOf(result)).toMatch(/the small dog\.\s*$/);
    }
  });

  test("a stop string ends an answer only where the hard rewards let it", async () => {
    const rewards = [{ type: "keywords", include: ["frisbee"], enforce: "hard" }];
    const spaced = await alignTiny({ rewards, max_tokens: 16, stop: [" the"], search: beam });
    expect(textOf(spaced)).toContain("frisbee");
    expect(textOf(spaced)).not.toContain(" the");
  });

  test("the token that a stop string ends with counts where tokens are limited", async () => {
    const tiny = await tinyModel();
    const [end = 0] = tiny.endTokens;
    const sentence = tiny.tokenizer.encode("a bird in the sun");
    const first = tiny.tokenizer.encode(prompt).length - 1;
    const model = leaningModel(tiny, ({ position }, logits) => {
      const sure = sentence[position - first] ?? end;
      logits[sure] = Math.max(...logits) + 8;
    });
    for (const max of [sentence.length - 1, sentence.length]) {
      const rewards = [{ type: "length", unit: "tokens", max, enforce: "hard" }];
      const { choices } = await alignOn(model, { rewards, stop: [" sun"], max_tokens: 20, search: beam });
      expect(choices[0]).toMatchObject({
        text: expect.stringMatching(/^a bird in/),
        reward: { satisfied: true },
      });
    }
  });

  test("is not satisfied by what it never looked at", async () => {
    const unseen = { type: "letter_frequency", letter: "q", min: 40, guide: false, enforce: "hard" };
    for (const rewards of [[unseen], []]) {
      const { budget } = await alignTiny({ rewards, search: { strategy } });
      expect(budget.stop_reason).toBe("complete");
    }
  });

  test("answers that a stop string cuts to the same text are one", async () => {
    for (const prompt of ["dog", "the people", "a time"]) {
      const { choices } = await alignTiny({ prompt, stop: [" "], n: 3, search: { ...beam, width: 6 } });
      expect(new Set(choices.map(({ text }) => text)).size).toBe(choices.length);
    }
  });

  test("what was found before a limit came is not lost", async () => {
    const pattern = { type: "regex", pattern: "(the|a) (dog|cat)\\.", mode: "full", enforce: "hard" };
    const rewards = [pattern, { type: "ends_with", text: "bye." }];
    const totalWith = async (tokens: number) => {
      const budget = { forward_tokens: 11 + tokens };
      const { choices } = await alignTiny({ rewards, max_tokens: 14, search: beam, budget });
      return choices[0]?.reward.total ?? 0;
    };
    const [little, more, much] = [await totalWith(3), await totalWith(8), await totalWith(40)];
    expect(more).toBeGreaterThanOrEqual(little);
    expect(much).toBeGreaterThanOrEqual(more);
  });

  test("without rewards a width of one is greedy", async () => {
    const greedy = await alignTiny({ search: { strategy: "greedy" } });
    const one = await alignTiny({ search: { strategy, width: 1, k: 1 } });
    expect(textOf(one)).toBe(textOf(greedy));
    expect(one.usage.forward_tokens).toBe(greedy.usage.forward_tokens);
  });

  test("prefix checks are counted apart from reward calls, which are made for what has finished", async () => {
    const rewards = [{ type: "keywords", include: ["frisbee"], enforce: "hard" }];
    const { usage } = await alignTiny({ rewards, max_tokens: 12, search: beam });
    expect(usage.reward_calls).toBeLessThanOrEqual(3);
    expect(usage.prefix_checks).toBeGreaterThan(usage.reward_calls);
  });
});

test("a single beam needs no bank", async () => {
  const rewards = [{ type: "keywords", include: ["frisbee", "moon"], enforce: "hard" }];
  const one = async (strategy: string) =>
    alignTiny({ rewards, max_tokens: 16, search: { strategy, width: 1 } });
  const [plain, banked] = [await one("beam"), await one("banked")];
  expect(textOf(plain)).toBe(textOf(banked));
  expect(plain.usage).toEqual(banked.usage);
});

describe("diverse beam search", () => {
  const firstWords = async (search: object) => {
    const { choices } = await alignTiny({ n: 4, max_tokens: 12, search: { strategy: "beam", ...search } });
    return choices.map(({ text }) => text.trim().split(" ")[0]);
  };

  test("groups give answers that begin differently, where the penalty is high", async () => {
    const alike = new Set(await firstWords({ width: 4 })).size;
    const apart = await firstWords({ width: 4, groups: 4, diversity: 50 });
    expect(apart).toHaveLength(4);
    expect(new Set(apart).size).toBe(4);
    expect(alike).toBeLessThan(4);
  });

  test("the first group is a beam search of its own", async () => {
    const alone = await alignTiny({ max_tokens: 12, search: { strategy: "beam", width: 2 } });
    const search = { strategy: "beam", width: 4, groups: 2, diversity: 50 };
    const grouped = await alignTiny({ n: 4, max_tokens: 12, search });
    expect(grouped.choices.map(({ text }) => text)).toContain(textOf(alone));
  });

  test("more groups than paths are refused", async () => {
    const search = { strategy: "beam", width: 2, groups: 3 };
    await expect(alignTiny({ search })).rejects.toMatchObject({
      code: "invalid_request",
      param: "/search/groups",
    });
  });
});
