import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { EvaluationRecord } from "../../eval/record.ts";
import { ResultsFile } from "../../eval/results-file.ts";

const record: EvaluationRecord = {
  key: "k",
  index: 0,
  strategy: "greedy",
  item: {},
  text: "A dog.",
  measures: { hard: 1 },
  log_probability_per_token: -1,
  looping: false,
  tokens: 3,
  finish_reason: "stop",
  stop_reason: "complete",
  prompt_tokens: 30,
  forward_tokens: 33,
  reward_calls: 1,
  steps: 4,
  seconds: 0.1,
  reward: 1,
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tiller-eval-"));
});
afterAll(() => rm(folder, { recursive: true }));

it("takes up a run that was cut off in the middle of a line", async () => {
  const path = join(folder, "deeper", "results.jsonl");
  const file = new ResultsFile(path);
  expect(await file.resume()).toEqual([]);
  await file.append(record);
  await appendFile(path, '{"key": "half');
  expect(await file.resume()).toEqual([record]);
  expect(await readFile(path, "utf8")).toBe(`${JSON.stringify(record)}\n`);
});

it("takes records at the same time, and puts them in another order", async () => {
  const path = join(folder, "order.jsonl");
  const file = new ResultsFile(path);
  await file.clear();
  const records = Array.from({ length: 20 }, (_, index) => ({ ...record, index }));
  await Promise.all(records.toReversed().map((each) => file.append(each)));
  expect(await file.resume()).toEqual(records.toReversed());
  await file.replace(records);
  expect(await file.resume()).toEqual(records);
});

it("does not take up a file of something else, and leaves it as it was", async () => {
  const path = join(folder, "other.jsonl");
  await appendFile(path, '{"concepts": []}\n');
  await expect(new ResultsFile(path).resume()).rejects.toThrow("other.jsonl:1: not a result");
  expect(await readFile(path, "utf8")).toBe('{"concepts": []}\n');
});
