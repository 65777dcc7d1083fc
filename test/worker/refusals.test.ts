import { describe, expect, test } from "vitest";
import { alignCall, errorOf, tinyApp } from "./app.ts";

const app = tinyApp();

/** Status, code and param of the answer to a spec; `prompt` is there unless the spec says otherwise. */
async function refusal(spec: object): Promise<[number, string, string | null]> {
  const response = await app.request(alignCall({ prompt: "the people", max_tokens: 2, ...spec }));
  const { code, param } = await errorOf(response);
  return [response.status, code, param];
}

const refusedAt = (param: string) => [400, "invalid_request", param];

describe("a request that is refused names the field at fault", () => {
  test.each<[string, object, string]>([
    ["an empty prompt", { prompt: "" }, "/prompt"],
    ["a prompt of white space", { prompt: " \n" }, "/prompt"],
    ["a prompt that is too long to be read", { prompt: "x".repeat(40_000) }, "/prompt"],
    ["a prompt longer than the context", { prompt: "people ".repeat(4000) }, "/prompt"],
    ["a lone surrogate in the prompt", { prompt: "a\ud800b" }, "/prompt"],
    ["neither prompt nor messages", { prompt: undefined }, "/prompt"],
    ["both prompt and messages", { messages: [{ role: "user", content: "hi" }] }, "/prompt"],
    [
      "an unknown role",
      { prompt: undefined, messages: [{ role: "robot", content: "" }] },
      "/messages/0/role",
    ],
    [
      "a lone surrogate in a message",
      { prompt: undefined, messages: [{ role: "user", content: "\udc00" }] },
      "/messages/0/content",
    ],
    ["an unknown field", { temprature: 1 }, "/temprature"],
    ["an unknown field with a slash", { "a/b~c": 1 }, "/a~1b~0c"],
    ["an unknown reward", { rewards: [{ type: "flattery" }] }, "/rewards/0/type"],
    [
      "an unknown field of a reward",
      { rewards: [{ type: "length", unit: "words", maximum: 3 }] },
      "/rewards/0/maximum",
    ],
    ["a reward without a type", { rewards: [{}] }, "/rewards/0/type"],
    [
      "a negative weight",
      { rewards: [{ type: "keywords", include: ["a"], weight: -1 }] },
      "/rewards/0/weight",
    ],
    [
      "10,000 keywords",
      { rewards: [{ type: "keywords", include: Array.from({ length: 10_000 }, (_, i) => `w${i}`) }] },
      "/rewards/0/include",
    ],
    [
      "a lone surrogate as keyword",
      { rewards: [{ type: "keywords", exclude: ["\ud83d"] }] },
      "/rewards/0/exclude/0",
    ],
    [
      "a long regular expression",
      { rewards: [{ type: "regex", pattern: "a".repeat(100_000) }] },
      "/rewards/0/pattern",
    ],
    ["a broken regular expression", { rewards: [{ type: "regex", pattern: "(a" }] }, "/rewards/0/pattern"],
    ["an unknown strategy", { search: { strategy: "mcts" } }, "/search/strategy"],
    ["a parameter of another strategy", { search: { strategy: "greedy", k: 3 } }, "/search/k"],
    ["a negative parameter", { search: { strategy: "deal", k: -1 } }, "/search/k"],
    ["a budget of nothing", { budget: { forward_tokens: 0 } }, "/budget/forward_tokens"],
    ["a negative budget", { budget: { time_ms: -5 } }, "/budget/time_ms"],
    ["half a step", { budget: { steps: 1.5 } }, "/budget/steps"],
    ["a budget too small for the prompt", { budget: { forward_tokens: 1 } }, "/budget/forward_tokens"],
    ["max_tokens that cannot fit", { max_tokens: 4000 }, "/max_tokens"],
    ["max_tokens as a string", { max_tokens: "8" }, "/max_tokens"],
    ["a negative seed", { seed: -1 }, "/seed"],
    ["an empty stop", { stop: [""] }, "/stop/0"],
    ["several answers of a strategy that finds one", { n: 2, search: { strategy: "greedy" } }, "/n"],
  ])("%s", async (_, spec, param) => {
    expect(await refusal(spec)).toEqual(refusedAt(param));
  });
});

test.each(["null", "[]", '"text"', "7"])("a body that is %s instead of an object", async (text) => {
  const response = await app.request(alignCall(text));
  expect(response.status).toBe(400);
  expect((await errorOf(response)).param).toBe("");
});

test("an unknown model is a 404, whatever else the request costs", async () => {
  expect(await refusal({ model: "gpt-9" })).toEqual([404, "model_not_found", "/model"]);
});

test("a regular expression that backtracking engines die of is answered", { timeout: 5000 }, async () => {
  const rewards = [
    { type: "regex", pattern: "^(a+)+$" },
    { type: "regex", pattern: "(x+x+)+y" },
  ];
  const response = await app.request(alignCall({ prompt: "a".repeat(200), rewards, max_tokens: 8 }));
  expect(response.status).toBe(200);
});
