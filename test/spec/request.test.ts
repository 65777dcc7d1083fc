import { describe, expect, test } from "vitest";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";

const parse = (body: unknown) => parseOrRefuse(alignRequestSchema, body);
const keywords = { type: "keywords", include: ["dog"] };

describe("a refusal says what would be right", () => {
  test.each([
    [{ prompt: "Hi", stream: "yes" }, "must be true or false"],
    [{ prompt: "Hi", stop: "." }, "must be a list"],
    [{ prompt: "Hi", search: "deal" }, "must be an object"],
    [{ prompt: "Hi", search: { k: 3 } }, "must be one of auto, greedy, sample, "],
    [{ prompt: "Hi", max_tokens: 5000 }, "must be at most 4096"],
    [{ prompt: "Hi", max_tokens: 0 }, "must be at least 1"],
    [{ prompt: "Hi", budget: { forward_tokens: 1e99 } }, "must be at most 100000"],
    [{ prompt: "Hi", max_tokens: "9" }, "must be a number"],
    [{ messages: [] }, "must be at least 1 item long"],
    [
      { prompt: "Hi", rewards: [{ type: "length", max: 3 }] },
      'is required: must be one of "tokens", "characters", "words", "alphanumeric_runs", "sentences", "paragraphs"',
    ],
    [{ prompt: "Hi", on_unsatisfied: "Sorry" }, 'must be one of "best", "error"; or must be an object'],
    [{ prompt: "Hi", maxTokens: 3 }, 'unknown field "maxTokens"'],
    [{}, "needs prompt or messages"],
    [{ prompt: "Hi", rewards: [{ ...keywords, exclude: ["Dog"] }] }, "Dog is also to be included"],
  ])("%j: %s", (body, message) => {
    expect(() => parse(body)).toThrow(message);
  });
});

describe("a request", () => {
  test("needs no more than a prompt", () => {
    expect(parse({ prompt: "Hi" })).toMatchObject({
      rewards: [],
      search: { strategy: "auto" },
      budget: { forward_tokens: 4096 },
      on_unsatisfied: "best",
      n: 1,
    });
  });

  test("fills in a strategy's and a reward's own defaults", () => {
    const request = parse({ prompt: "Hi", search: { strategy: "deal" }, rewards: [keywords] });
    expect(request.search).toEqual({ strategy: "deal", k: 5, lookahead: 16, lambda: 20, reuse: true });
    expect(request.rewards[0]).toMatchObject({ enforce: "soft", weight: 1, match: "exact", min_count: 1 });
  });

  test.each([
    [{}, "/prompt"],
    [{ prompt: "Hi", messages: [{ role: "user", content: "Hi" }] }, "/prompt"],
    [{ prompt: "" }, "/prompt"],
    [{ prompt: " \n" }, "/prompt"],
    [{ prompt: "x".repeat(40_000) }, "/prompt"],
    [{ prompt: "\ud800" }, "/prompt"],
    [{ messages: [] }, "/messages"],
    [{ messages: [{ role: "robot", content: "Hi" }] }, "/messages/0/role"],
    [{ messages: [{ role: "user", content: "\udfff" }] }, "/messages/0/content"],
    [{ prompt: "Hi", temperature: 1 }, "/temperature"],
    [{ prompt: "Hi", "a/b~c": 1 }, "/a~1b~0c"],
    [{ prompt: "Hi", rewards: [{ type: "nonsense" }] }, "/rewards/0/type"],
    [{ prompt: "Hi", rewards: [keywords, { ...keywords, colour: 1 }] }, "/rewards/1/colour"],
    [{ prompt: "Hi", rewards: [{ type: "keywords" }] }, "/rewards/0"],
    [{ prompt: "Hi", rewards: [{ ...keywords, weight: -1 }] }, "/rewards/0/weight"],
    [{ prompt: "Hi", rewards: [{ ...keywords, weight: Number.NaN }] }, "/rewards/0/weight"],
    [{ prompt: "Hi", rewards: [{ ...keywords, include: Array(10_000).fill("dog") }] }, "/rewards/0/include"],
    [{ prompt: "Hi", rewards: [{ ...keywords, include: ["\ud83d"] }] }, "/rewards/0/include/0"],
    [{ prompt: "Hi", rewards: [{ ...keywords, min_count: 3, max_count: 2 }] }, "/rewards/0/max_count"],
    [{ prompt: "Hi", rewards: Array(33).fill(keywords) }, "/rewards"],
    [{ prompt: "Hi", rewards: [{ type: "regex", pattern: "a".repeat(1_000_000) }] }, "/rewards/0/pattern"],
    [{ prompt: "Hi", rewards: [{ type: "length", unit: "words" }] }, "/rewards/0"],
    [{ prompt: "Hi", rewards: [{ type: "length", unit: "words", min: 3, max: 2 }] }, "/rewards/0/max"],
    [{ prompt: "Hi", rewards: [{ type: "length", unit: "pages", max: 2 }] }, "/rewards/0/unit"],
    [{ prompt: "Hi", search: { strategy: "nonsense" } }, "/search/strategy"],
    [{ prompt: "Hi", search: { strategy: "greedy", k: 3 } }, "/search/k"],
    [{ prompt: "Hi", search: { strategy: "deal", k: 0 } }, "/search/k"],
    [{ prompt: "Hi", search: { strategy: "sample", temperature: -1 } }, "/search/temperature"],
    [{ prompt: "Hi", budget: { forward_tokens: -1 } }, "/budget/forward_tokens"],
    [{ prompt: "Hi", budget: { steps: 1.5 } }, "/budget/steps"],
    [{ prompt: "Hi", budget: { time_ms: Number.POSITIVE_INFINITY } }, "/budget/time_ms"],
    [{ prompt: "Hi", budget: { dollars: 1 } }, "/budget/dollars"],
    [{ prompt: "Hi", max_tokens: 0 }, "/max_tokens"],
    [{ prompt: "Hi", seed: -1 }, "/seed"],
    [{ prompt: "Hi", n: 100 }, "/n"],
    [{ prompt: "Hi", stop: [""] }, "/stop/0"],
    [{ prompt: "Hi", stream: 1 }, "/stream"],
    [{ prompt: "Hi", trace: "everything" }, "/trace"],
    [{ prompt: "Hi", combine: { mode: "nonsense" } }, "/combine/mode"],
    [{ prompt: "Hi", on_unsatisfied: "panic" }, "/on_unsatisfied"],
    [{ prompt: "Hi", on_unsatisfied: { text: 5 } }, "/on_unsatisfied/text"],
    [{ prompt: "Hi", rewards: [{ ...keywords, include: [5] }] }, "/rewards/0/include/0"],
    [{ prompt: "Hi", rewards: [{ ...keywords, include: [["dog", 5]] }] }, "/rewards/0/include/0/1"],
    [{ prompt: "Hi", ["x".repeat(100_000)]: 1 }, `/${"x".repeat(299)}`],
    [null, ""],
    ["Hi", ""],
  ])("is refused where it is wrong, %#: %s", (body, param) => {
    expect(() => parse(body)).toThrow(
      expect.objectContaining({ code: "invalid_request", status: 400, param }),
    );
  });
});
