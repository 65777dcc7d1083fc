import { expect, test, vi } from "vitest";
import { align, call, inFlight, post } from "./client.ts";

const greedy = { prompt: "The capital of France is", max_tokens: 4, search: { strategy: "greedy" } };

test("GET /healthz loads the model, once", async () => {
  const answers = await Promise.all([call("/healthz"), call("/healthz")]);
  const bodies = await Promise.all(answers.map((answer) => answer.json()));
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  const [isolate] = bodies[0].isolates;
  expect(bodies[0]).toMatchObject({ status: "ok", model: "smollm2-135m-instruct" });
  expect(isolate.wasm_heap_bytes).toBeGreaterThan(100 * 2 ** 20);
  expect(isolate.wasm_heap_bytes).toBeLessThan(256 * 2 ** 20);
});

test("GET /v1/models lists the model", async () => {
  const { object, data } = await (await call("/v1/models")).json();
  expect(object).toBe("list");
  expect(data).toMatchObject([
    { id: "smollm2-135m-instruct", object: "model", context: 8192, precision: "int8" },
  ]);
});

test("the package's files are not public", async () => {
  expect((await call("/smollm2-135m-instruct/manifest.json")).status).toBe(404);
});

test("bad input gets its 4xx, and the server goes on answering", async () => {
  const before = await align(greedy);
  const bad: [object | string, number, string | null][] = [
    ["{", 400, ""],
    [{ prompt: "" }, 400, "/prompt"],
    [{}, 400, "/prompt"],
    [{ ...greedy, rewards: [{ type: "nope" }] }, 400, "/rewards/0/type"],
    ['{"prompt":"a\\ud800"}', 400, "/prompt"],
    [{ ...greedy, budget: { steps: -1 } }, 400, "/budget/steps"],
    [{ ...greedy, max_tokens: 4096, prompt: "word ".repeat(6000) }, 400, "/max_tokens"],
    [{ ...greedy, model: "other" }, 404, "/model"],
    [{ ...greedy, rewards: [{ type: "regex", pattern: "a".repeat(2 ** 20) }] }, 413, null],
  ];
  for (const [body, status, param] of bad) {
    const response = await post(body);
    const { error } = await response.json();
    expect([response.status, error.param]).toEqual([status, param]);
  }
  expect((await align(greedy)).choices).toEqual(before.choices);
});

test("a client that goes away frees the engine", async () => {
  const client = new AbortController();
  // Alone it would take a minute.
  const long = { prompt: "Once upon a time", max_tokens: 1000, search: { strategy: "sample" } };
  const answer = post(long, { signal: client.signal }).catch(({ name }: Error) => name);
  await vi.waitFor(async () => expect(await inFlight()).toBe(1), { timeout: 20_000, interval: 50 });
  client.abort();
  expect(await answer).toBe("AbortError");
  await vi.waitFor(async () => expect(await inFlight()).toBe(0), { timeout: 5_000, interval: 50 });
});
