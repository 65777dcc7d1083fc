import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { ask, lastingPart } from "../../bench/edge/ask.ts";
import { isolatesOf } from "../../bench/edge/health.ts";
import { type EdgeProcesses, startEdgeProcesses } from "../../scripts/edge/processes.ts";

let edge: EdgeProcesses;

// Each Worker in a process of its own: more apart than they will ever be.
beforeAll(async () => {
  edge = await startEdgeProcesses((message) => console.error(message));
  expect((await fetch(`${edge.url}/healthz`)).status).toBe(200);
}, 120_000);

afterAll(() => edge.close());

const messages = [
  { role: "user", content: "Name a fruit and say what colour it is, in one short sentence." },
];

const requests: { max_tokens: number; seed: number; [field: string]: unknown }[] = [
  { messages, max_tokens: 16, seed: 1, search: { strategy: "greedy" } },
  { messages, max_tokens: 12, seed: 2, search: { strategy: "sample", temperature: 0.9 } },
  {
    messages,
    max_tokens: 24,
    seed: 3,
    rewards: [{ type: "keywords", include: ["banana", "yellow"], enforce: "hard" }],
  },
  {
    messages,
    max_tokens: 32,
    seed: 4,
    rewards: [
      {
        type: "json_schema",
        enforce: "hard",
        schema: {
          type: "object",
          properties: { fruit: { type: "string", maxLength: 12 } },
          required: ["fruit"],
          additionalProperties: false,
        },
      },
    ],
  },
];

test("answers are those of the model in one isolate, and no isolate takes more than 110 MiB for four at once", async () => {
  const expected = [];
  for (const request of requests) expected.push(lastingPart(await ask(inject("url"), request)));
  const samples: number[][] = [];
  let isDone = false;
  const watch = async () => {
    while (!isDone) {
      samples.push((await edge.heaps()).map(({ buffers }) => buffers));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const watching = watch();
  const answers = await Promise.all(requests.map((request) => ask(edge.url, request)));
  isDone = true;
  await watching;
  expect(answers.map(lastingPart)).toEqual(expected);

  const isolates = await isolatesOf(edge.url);
  expect(isolates.map(({ name }) => name)).toEqual([
    "front",
    ...edge.stages.map((name) => name.replace("tiller-", "")),
  ]);
  const peaks = isolates.map(({ wasm_heap_bytes }, index) => {
    const buffers = samples.map((sample) => sample[index] ?? 0);
    return (wasm_heap_bytes + Math.max(...buffers)) / 1024 ** 2;
  });
  for (const peak of peaks) expect(peak).toBeLessThan(110);
  // What the sessions held has been given back; the prompt that all had is kept once, in each stage its part.
  const promptBytes = (answers[0]?.usage.prompt_tokens ?? 0) * 10 * 2 * 192 * 4;
  await expect
    .poll(async () => (await isolatesOf(edge.url)).map(({ buffer_bytes }) => buffer_bytes))
    .toEqual([0, promptBytes, promptBytes, promptBytes]);
});

test("a stage that stops in the middle of an answer is started again, and the answer is what it would have been", async () => {
  const [request] = requests.map((each) => ({ ...each, max_tokens: 40 }));
  const expected = lastingPart(await ask(inject("url"), request ?? {}));
  const asked = ask(edge.url, request ?? {});
  await expect
    .poll(async () => (await edge.heaps()).some(({ buffers }) => buffers > 0), { interval: 50 })
    .toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await edge.restart(edge.stages[1] ?? "");
  expect(lastingPart(await asked)).toEqual(expected);
});
