import { expect, it } from "vitest";
import { askedOf, readStrategies } from "../../eval/strategy-spec.ts";

it("reads names and parameters, and fills in defaults", () => {
  const [greedy, best] = readStrategies("greedy,best_of_n:n=32;temperature=0.8");
  expect(greedy).toEqual({
    label: "greedy",
    search: { strategy: "greedy" },
    rewards: true,
    instruct: false,
    variant: null,
    forwardTokens: null,
  });
  expect(best?.search).toMatchObject({ strategy: "best_of_n", n: 32, temperature: 0.8, top_p: 1 });
});

it("reads what is yes or no, and names", () => {
  const [literal, drawn] = readStrategies("deal:reuse=false,args:choice=stochastic");
  expect(literal?.search).toMatchObject({ strategy: "deal", reuse: false });
  expect(drawn?.search).toMatchObject({ strategy: "args", choice: "stochastic" });
});

it("reads how much a strategy may take beside the prompt", () => {
  const [all, little] = readStrategies("deal:k=3,deal:k=3@400");
  expect(all).toMatchObject({ forwardTokens: null });
  expect(little).toMatchObject({ search: { strategy: "deal", k: 3 }, forwardTokens: 400 });
});

it("reads the plain model, and other strategies without rewards", () => {
  const [plain, sample] = readStrategies("plain,plain/sample:temperature=0.5");
  expect(plain).toEqual({
    label: "plain",
    search: { strategy: "greedy" },
    rewards: false,
    instruct: false,
    variant: null,
    forwardTokens: null,
  });
  expect(sample).toMatchObject({
    label: "plain/sample:temperature=0.5",
    search: { strategy: "sample", temperature: 0.5 },
    rewards: false,
  });
});

it("tells the plain model of no reward, and asks in words where it should", () => {
  const ask = { messages: [{ role: "user" as const, content: "Hi" }], rewards: [{ type: "json" as const }] };
  const asked = readStrategies("beam,plain,instructed/beam").map((strategy) => askedOf(strategy, ask));
  expect(asked).toEqual([ask, { ...ask, rewards: [] }, { ...ask, instruct: true }]);
  const audited = { ...ask, rewards: [...ask.rewards, { type: "json" as const, name: "look", audit: true }] };
  const [plain] = readStrategies("plain");
  expect(plain && askedOf(plain, audited).rewards).toEqual([audited.rewards[1]]);
});

it("reads other ways to ask", () => {
  const [guided] = readStrategies("guided/beam:width=2");
  expect(guided).toMatchObject({
    search: { strategy: "beam", width: 2 },
    variant: "guided",
    rewards: true,
    instruct: false,
  });
});

it.each([
  ["plain/magic", "plain/magic"],
  ["plainly", "plainly"],
  ["magic", "magic"],
  ["deal:depth=3", "depth"],
  ["deal:k", "k is not key=value"],
  ["deal:k=many", "k"],
  ["greedy,greedy", "twice"],
  ["deal@many", "many"],
  ["deal@0", "0 is no number"],
])("refuses %j and says why", (list, reason) => {
  expect(() => readStrategies(list)).toThrow(reason);
});
