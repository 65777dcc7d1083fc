import { expect, it } from "vitest";
import { readStrategies } from "../../eval/strategy-spec.ts";

it("reads names and parameters, and fills in defaults", () => {
  const [greedy, best] = readStrategies("greedy,best_of_n:n=32;temperature=0.8");
  expect(greedy).toEqual({ label: "greedy", search: { strategy: "greedy" } });
  expect(best?.search).toMatchObject({ strategy: "best_of_n", n: 32, temperature: 0.8, top_p: 1 });
});

it.each([
  ["magic", "magic"],
  ["deal:depth=3", "depth"],
  ["deal:k", "k is not key=value"],
  ["deal:k=many", "k"],
  ["greedy,greedy", "twice"],
])("refuses %j and says why", (list, reason) => {
  expect(() => readStrategies(list)).toThrow(reason);
});
