import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { ask, lastingPart } from "../../bench/edge/ask.ts";
import { isolatesOf } from "../../bench/edge/health.ts";
import { type EdgeProcesses, startEdgeProcesses } from "../../scripts/edge/processes.ts";

let edge: EdgeProcesses;

// Each Worker in a process of its own: more apart than they will ever be.
beforeAll(async () => {
  edge = await startEdgeProcesses((message) => console.error(message));
  expect((await fetch(`${edge.url}/healthz`)).status).toBe(200);
}, 240_000);

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

const similar = {
  messages,
  max_tokens: 24,
  seed: 5,
  rewards: [
    // As much as the encoder reads at once, and more.
    { type: "similarity", to: "A banana is yellow.", not_to: "The stock market fell. ".repeat(80), min: 0.9 },
  ],
  search: { strategy: "best_of_n", n: 4, temperature: 0.9 },
  budget: { time_ms: 110_000 },
};

/** The most that each isolate of the edge holds at a time in MiB, its WASM heap included, while something is done. */
async function peaksWhile<Result>(work: Promise<Result>): Promise<{ result: Result; peaks: number[] }> {
  const samples: number[][] = [];
  let isDone = false;
  const watch = async () => {
    while (!isDone) {
      samples.push((await edge.heaps()).map(({ buffers }) => buffers));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const watching = watch();
  const result = await work;
  isDone = true;
  await watching;
  const peaks = (await isolatesOf(edge.url)).map(({ wasm_heap_bytes }, index) => {
    const buffers = samples.map((sample) => sample[index] ?? 0);
    return (wasm_heap_bytes + Math.max(...buffers)) / 1024 ** 2;
  });
  return { result, peaks };
}

test("answers are those of the model in one isolate, and no isolate takes more than 110 MiB for four at once", async () => {
  const expected = [];
  for (const request of requests) expected.push(lastingPart(await ask(inject("url"), request)));
  const asked = Promise.all(requests.map((request) => ask(edge.url, request)));
  const { result: answers, peaks } = await peaksWhile(asked);
  expect(answers.map(lastingPart)).toEqual(expected);
  for (const peak of peaks) expect(peak).toBeLessThan(110);

  const isolates = await isolatesOf(edge.url);
  expect(isolates.map(({ name }) => name)).toEqual([
    "front",
    ...edge.called.map((name) => name.replace("tiller-", "")),
  ]);
  // No reward has wanted it yet.
  expect(isolates.at(-1)).toEqual({ name: "encoder", wasm_heap_bytes: 0, buffer_bytes: 0 });
  // What the sessions held has been given back; the prompt that all had is kept once, in each stage its part.
  const slotBytes = 10 * 192 * (4 + 2);
  const promptBytes = (answers[0]?.usage.prompt_tokens ?? 0) * slotBytes;
  await expect
    .poll(async () => (await isolatesOf(edge.url)).map(({ buffer_bytes }) => buffer_bytes))
    .toEqual([0, promptBytes, promptBytes, promptBytes, 0]);
});

test("what texts are about is judged in a Worker of its own, with the same answer and the same scores", async () => {
  const expected = await ask(inject("url"), similar);
  expect(expected.choices[0]?.reward.scores[0]?.explain).toMatch(/to what it should be/);
  const { result: answer, peaks } = await peaksWhile(ask(edge.url, similar));
  expect(lastingPart(answer)).toEqual(lastingPart(expected));
  for (const peak of peaks) expect(peak).toBeLessThan(110);
  const encoder = (await isolatesOf(edge.url)).at(-1);
  expect(encoder?.wasm_heap_bytes).toBeGreaterThan(20 * 1024 ** 2);

  // Stopped, and started anew, while it is held on to: nobody notices.
  await edge.restart(edge.called.at(-1) ?? "");
  expect(lastingPart(await ask(edge.url, similar))).toEqual(lastingPart(expected));
});

test("a stage that stops in the middle of an answer is started again, and the answer is what it would have been", async () => {
  const [request] = requests.map((each) => ({ ...each, max_tokens: 40 }));
  const expected = lastingPart(await ask(inject("url"), request ?? {}));
  const asked = ask(edge.url, request ?? {});
  await expect
    .poll(async () => (await edge.heaps()).some(({ buffers }) => buffers > 0), { interval: 50 })
    .toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await edge.restart(edge.called[1] ?? "");
  expect(lastingPart(await asked)).toEqual(expected);
});
