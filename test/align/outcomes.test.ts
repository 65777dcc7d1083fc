import { describe, expect, test } from "vitest";
import { alignTiny, textOf } from "../support/align-tiny.ts";
import { tinyModel } from "../support/tiny-model.ts";

const impossible = { type: "keywords", include: ["xylophone"], enforce: "hard" };

describe("an answer", () => {
  test("ends where a stop string would stand, and does not hold it", async () => {
    const whole = textOf(await alignTiny({ search: { strategy: "greedy" }, max_tokens: 12 }));
    const stop = whole.slice(5, 8);
    const cut = await alignTiny({ search: { strategy: "greedy" }, max_tokens: 12, stop: [stop] });
    expect(textOf(cut)).toBe(whole.slice(0, whole.indexOf(stop)));
    expect(cut.choices[0]?.finish_reason).toBe("stop");
    expect(cut.usage.forward_tokens).toBeLessThan(11 + 12);
  });

  test("that is as long as max_tokens allows says so", async () => {
    const result = await alignTiny({ search: { strategy: "greedy" }, max_tokens: 3 });
    expect(result.choices[0]).toMatchObject({ finish_reason: "length", tokens: 3 });
    expect(result.usage).toMatchObject({ prompt_tokens: 11, completion_tokens: 3, total_tokens: 14 });
  });

  test("takes no row that it does not need: the last token is never computed", async () => {
    const result = await alignTiny({ search: { strategy: "greedy" }, max_tokens: 3 });
    expect(result.usage.forward_tokens).toBe(11 + 2);
  });

  test("comes back when the budget ends before it does", async () => {
    const result = await alignTiny({
      rewards: [impossible],
      search: { strategy: "deal" },
      budget: { forward_tokens: 20 },
    });
    expect(result.budget).toMatchObject({ stop_reason: "exhausted", exhausted_by: "forward_tokens" });
    expect(textOf(result)).not.toBe("");
    expect(result.choices[0]?.reward).toMatchObject({ satisfied: false, total: 0 });
  });

  test("comes back when the budget pays for the prompt alone", async () => {
    const result = await alignTiny({
      search: { strategy: "deal" },
      rewards: [impossible],
      budget: { forward_tokens: 11, reward_calls: 1 },
    });
    expect(result.choices[0]).toMatchObject({ finish_reason: "length" });
    expect(result.usage.forward_tokens).toBe(11);
  });

  test("comes back when the client cancels", async () => {
    const cancelled = await alignTiny({}, AbortSignal.abort());
    expect(cancelled.budget).toMatchObject({ stop_reason: "cancelled", exhausted_by: null });
    expect(cancelled.usage.forward_tokens).toBe(0);
  });
});

describe("where no answer satisfies the hard rewards", () => {
  test("the best one is returned unless said otherwise", async () => {
    const result = await alignTiny({ rewards: [impossible], search: { strategy: "greedy" } });
    expect(result.choices[0]?.reward.satisfied).toBe(false);
  });

  test("an error says which rewards are not met", async () => {
    const refused = alignTiny({
      rewards: [impossible],
      search: { strategy: "greedy" },
      on_unsatisfied: "error",
    });
    await expect(refused).rejects.toMatchObject({ code: "unsatisfied", status: 422, param: "/rewards" });
    await expect(refused).rejects.toThrow(/keywords.*xylophone/);
  });

  test("an answer of which nothing was begun satisfies nothing, and the error names the limit", async () => {
    const body = {
      rewards: [{ type: "length", unit: "words", max: 9, enforce: "hard" }],
      on_unsatisfied: "error",
    };
    const aborted = alignTiny({ ...body, search: { strategy: "deal" } }, AbortSignal.abort());
    await expect(aborted).rejects.toThrow("no answer was begun");
    const stopped = alignTiny({
      ...body,
      rewards: [impossible],
      search: { strategy: "greedy" },
      budget: { forward_tokens: 13 },
    });
    await expect(stopped).rejects.toThrow(/xylophone is missing.*\/budget\/forward_tokens/);
  });

  test("a text of one's own takes its place, scored and paid for", async () => {
    const text = "I have no xylophone.";
    const result = await alignTiny({
      rewards: [impossible],
      search: { strategy: "greedy" },
      on_unsatisfied: { text },
      budget: { reward_calls: 2 },
    });
    expect(result.choices[0]).toMatchObject({ text, logprob: null, reward: { satisfied: true, total: 1 } });
    expect(result.usage.reward_calls).toBe(2);
    expect(result.choices[0]?.tokens).toBe((await tinyModel()).tokenizer.encode(text).length);
  });
});

describe("what cannot be served is refused, with the field at fault", () => {
  test.each([
    [{ budget: { forward_tokens: 10 } }, "/budget/forward_tokens"],
    [{ rewards: [impossible, impossible], budget: { reward_calls: 1 } }, "/budget/reward_calls"],
    [{ prompt: "the ".repeat(400), budget: { steps: 1 } }, "/budget/steps"],
    [{ max_tokens: 502 }, "/max_tokens"],
    [{ prompt: "the ".repeat(2000), max_tokens: undefined }, "/prompt"],
    [{ prompt: undefined, messages: [{ role: "user", content: "the ".repeat(2000) }] }, "/messages"],
    [{ n: 2 }, "/n"],
    [{ n: 3, search: { strategy: "best_of_n", n: 2 } }, "/n"],
    [{ rewards: [impossible, { type: "regex", pattern: "(" }] }, "/rewards/1/pattern"],
  ])("%o: %s", async (body, param) => {
    await expect(alignTiny(body)).rejects.toMatchObject({ code: "invalid_request", status: 400, param });
  });
});
