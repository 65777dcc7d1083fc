import { afterEach, expect, test, vi } from "vitest";
import type { LoadedModel } from "../../src/model/load-package.ts";
import { countingModel } from "../support/counting-model.ts";
import { losingModel } from "../support/losing-model.ts";
import { tinyModel } from "../support/tiny-model.ts";
import { alignCall, errorOf, tinyApp } from "./app.ts";

const long = { prompt: "the people", max_tokens: 200, search: { strategy: "sample" }, seed: 1 };
const small = { prompt: "the people", max_tokens: 2, search: { strategy: "greedy" } };

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** A load that ends when told to. */
function heldLoad() {
  const { promise, resolve } = Promise.withResolvers<LoadedModel>();
  const load = vi.fn(() => promise);
  return { load, finish: async () => resolve(await tinyModel()) };
}

test("requests at once share one load", async () => {
  const { load, finish } = heldLoad();
  const app = tinyApp({ load });
  const calls = [app.request("/healthz"), app.request(alignCall(small)), app.request(alignCall(small))];
  await finish();
  const statuses = (await Promise.all(calls)).map(({ status }) => status);
  expect(statuses).toEqual([200, 200, 200]);
  expect(load).toHaveBeenCalledTimes(1);
});

test("a load that hangs is a 503 after two minutes, and the next request tries again", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const model = await tinyModel();
  vi.useFakeTimers();
  const load = vi.fn(async () => model).mockReturnValueOnce(new Promise(() => undefined));
  const app = tinyApp({ load });
  const hanging = app.request("/healthz");
  await vi.advanceTimersByTimeAsync(120_000);
  expect((await hanging).status).toBe(503);
  expect((await app.request("/healthz")).status).toBe(200);
});

test("a failed load is a 503 that tells nothing of its cause, and the next request tries again", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const load = vi.fn(tinyModel).mockRejectedValueOnce(new Error("/secret/path: 404"));
  const app = tinyApp({ load });
  const failed = await app.request("/healthz");
  expect([failed.status, failed.headers.get("retry-after")]).toEqual([503, "5"]);
  const error = await errorOf(failed);
  expect(error.code).toBe("model_unavailable");
  expect(error.message).not.toContain("secret");
  expect(String(logged.mock.calls[0]?.[0])).toContain("/secret/path");
  expect((await app.request("/healthz")).status).toBe(200);
  expect(load).toHaveBeenCalledTimes(2);
});

test("more alignments than there is room for are turned away, and taken again later", async () => {
  const { load, finish } = heldLoad();
  const app = tinyApp({ load, maxInFlight: 2 });
  const admitted = [app.request(alignCall(small)), app.request(alignCall(small))];
  // Bodies are read before a place is taken.
  await vi.waitFor(async () => {
    const refused = await app.request(alignCall({ ...small, model: "tiny" }));
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
    expect((await errorOf(refused)).code).toBe("overloaded");
  });
  await finish();
  expect((await Promise.all(admitted)).map(({ status }) => status)).toEqual([200, 200]);
  expect((await app.request(alignCall(small))).status).toBe(200);
});

test("a client that goes away before its alignment begins costs no step", async () => {
  const client = new AbortController();
  client.abort();
  const response = await tinyApp().request(alignCall(long, { signal: client.signal }));
  expect(await response.json()).toMatchObject({
    budget: { stop_reason: "cancelled" },
    usage: { steps: 0, forward_tokens: 0 },
  });
});

test("a client that goes away during a step ends its alignment with that step", async () => {
  const client = new AbortController();
  const tiny = await tinyModel();
  const { model, counts } = countingModel(tiny, () => {
    if (counts.steps === 3) client.abort();
  });
  const app = tinyApp({ load: async () => ({ ...tiny, ...model }) });
  const response = await app.request(alignCall(long, { signal: client.signal }));
  expect(await response.json()).toMatchObject({ budget: { stop_reason: "cancelled" }, usage: { steps: 3 } });
  expect(counts.steps).toBe(3);
});

test("an error nobody foresaw is a 500 without insides", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const broken = async (): Promise<LoadedModel> => ({
    ...(await tinyModel()),
    open: () => {
      throw new TypeError("x is undefined");
    },
  });
  const response = await tinyApp({ load: broken }).request(alignCall(small));
  expect(response.status).toBe(500);
  expect(await errorOf(response)).toEqual({
    message: "internal error",
    type: "server_error",
    code: "internal",
    param: null,
  });
  expect(logged).toHaveBeenCalledOnce();
});

test("no answer that satisfies is a 422 where the request wants that", async () => {
  const rewards = [{ type: "keywords", include: ["zyzzyva"], enforce: "hard" }];
  const response = await tinyApp().request(alignCall({ ...small, rewards, on_unsatisfied: "error" }));
  expect(response.status).toBe(422);
  expect(await errorOf(response)).toMatchObject({ code: "unsatisfied", param: "/rewards" });
});

const sampled = (seed: number) => ({
  prompt: "the people",
  max_tokens: 12,
  search: { strategy: "sample" },
  seed,
});

test("where a stage of the model is lost, everyone's answer is made again, and is what it would have been", async () => {
  const choicesFrom = async (app: ReturnType<typeof tinyApp>) => {
    const answers = await Promise.all([1, 2, 3].map((seed) => app.request(alignCall(sampled(seed)))));
    return Promise.all(answers.map(async (answer) => (await answer.json()).choices));
  };
  const expected = await choicesFrom(tinyApp());
  const lost = vi.fn((session: number, step: number) => session === 0 && step === 5);
  const app = tinyApp({ load: () => losingModel(lost) });
  expect(await choicesFrom(app)).toEqual(expected);
  expect(lost).toHaveReturnedWith(true);
  expect((await tinyModel()).bufferBytes()).toBe(0);
});

test("a stage that is lost again and again is a 503 that says when to come back", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const app = tinyApp({ load: () => losingModel((_, step) => step === 2) });
  const response = await app.request(alignCall(sampled(1)));
  expect([response.status, response.headers.get("retry-after")]).toEqual([503, "1"]);
  expect((await errorOf(response)).code).toBe("stage_lost");
});

test("where the platform has a limit of steps, no budget has more, and the answer says so", async () => {
  const app = tinyApp({ most: { steps: 2 } });
  const answer = await app.request(alignCall({ ...sampled(1), budget: { steps: 100 } }));
  expect(await answer.json()).toMatchObject({
    budget: { limits: { steps: 2 }, exhausted_by: "steps" },
    usage: { steps: 2 },
  });
});
