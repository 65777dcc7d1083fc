import { expect, it } from "vitest";
import { beside } from "../../eval/beside.ts";

it.each([
  ["out/a.jsonl", "records", undefined, "out/a.records.jsonl"],
  ["out.d/a", "greedy", undefined, "out.d/a.greedy"],
  ["a.jsonl", "best_of_n:n=32;temperature=0.8", undefined, "a.best_of_n_n_32_temperature_0.8.jsonl"],
  ["a.jsonl", "plain/sample", undefined, "a.plain_sample.jsonl"],
  ["out.d/a.jsonl", "", ".svg", "out.d/a.svg"],
  ["out.d/a", "", ".svg", "out.d/a.svg"],
])("%s with %j is %s%s", (file, word, ending, expected) => {
  expect(beside(file, word, ending)).toBe(expected);
});
