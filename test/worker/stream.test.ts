import { afterEach, expect, test, vi } from "vitest";
import type { LoadedModel } from "../../src/model/load-package.ts";
import { nodePlatform } from "../../src/runtime/node.ts";
import { countingModel } from "../support/counting-model.ts";
import { losingModel } from "../support/losing-model.ts";
import { allFrames, type Frame, framesOf } from "../support/sse.ts";
import { tinyModel } from "../support/tiny-model.ts";
import { alignCall, errorOf, tinyApp } from "./app.ts";

const greedy = { prompt: "the people", max_tokens: 12, search: { strategy: "greedy" }, stream: true };
const long = { prompt: "the people", max_tokens: 200, search: { strategy: "sample" }, seed: 1, stream: true };

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function textOf(frames: readonly Frame[]): string {
  return frames.flatMap(({ data }) => ("text" in data ? [data.text] : [])).join("");
}

/** The tiny model, told of each step before it is computed. */
async function watchedModel(stepped: (steps: number) => unknown): Promise<LoadedModel> {
  const tiny = await tinyModel();
  const { model, counts } = countingModel(tiny, () => stepped(counts.steps));
  return { ...tiny, ...model };
}

test("POST /v1/align with stream sends events, the last of which is the whole result", async () => {
  const app = tinyApp();
  const response = await app.request(alignCall(greedy));
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
  const frames = await allFrames(response);
  const plain = await (await app.request(alignCall({ ...greedy, stream: false }))).json();
  expect(frames.at(0)).toMatchObject({ event: "progress", data: { usage: { steps: 0 } } });
  expect(frames.at(-1)).toMatchObject({ event: "done", data: { choices: plain.choices } });
  expect(textOf(frames)).toBe(plain.choices[0].text);
});

test("what is refused before the first event is an answer of its own", async () => {
  const response = await tinyApp().request(alignCall({ ...greedy, max_tokens: 4000 }));
  expect([response.status, (await errorOf(response)).param]).toEqual([400, "/max_tokens"]);
  const busy = await tinyApp({ maxInFlight: 0 }).request(alignCall(greedy));
  expect([busy.status, busy.headers.get("retry-after")]).toEqual([503, "5"]);
  expect((await errorOf(busy)).code).toBe("overloaded");
});

test("what goes wrong later is the last event", async () => {
  const rewards = [{ type: "keywords", include: ["zyzzyva"], enforce: "hard" }];
  const response = await tinyApp().request(alignCall({ ...greedy, rewards, on_unsatisfied: "error" }));
  const frames = await allFrames(response);
  expect(textOf(frames)).toBe("");
  expect(frames.at(-1)).toMatchObject({
    event: "error",
    data: { error: { type: "invalid_request_error", code: "unsatisfied", param: "/rewards" } },
  });
});

test("an error nobody foresaw shows no insides", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const load = () =>
    watchedModel((steps) => {
      if (steps === 3) throw new TypeError("x is undefined");
    });
  const frames = await allFrames(await tinyApp({ load }).request(alignCall(greedy)));
  const error = { message: "internal error", type: "server_error", code: "internal", param: null };
  expect(frames.at(-1)).toEqual({ event: "error", data: { error } });
  expect(logged).toHaveBeenCalledOnce();
});

test("events leave while the search goes on", async () => {
  let steps = 0;
  const load = () => watchedModel((count) => (steps = count));
  const response = await tinyApp({ load }).request(alignCall(long));
  for await (const { event } of framesOf(response)) {
    if (event !== "token") continue;
    expect(steps).toBeLessThan(10);
    break;
  }
});

test("a client that stops reading and leaves ends its alignment within one step", async () => {
  let steps = 0;
  const load = () => watchedModel((count) => (steps = count));
  const app = tinyApp({ load });
  const response = await app.request(alignCall(long));
  let left = Number.POSITIVE_INFINITY;
  for await (const { event } of framesOf(response)) {
    if (event === "token") {
      left = steps;
      break;
    }
  }
  await vi.waitFor(async () =>
    expect(await (await app.request("/healthz")).json()).toMatchObject({ in_flight: 0 }),
  );
  expect(steps).toBeLessThanOrEqual(left + 1);
  expect((await tinyModel()).bufferBytes()).toBe(0);
});

test("a client that reads slowly is sent what it missed in a few events, and slows nobody down", async () => {
  const app = tinyApp();
  const response = await app.request(alignCall({ ...long, trace: "full" }));
  // Nobody reads, and yet it comes to its end.
  await vi.waitFor(async () =>
    expect(await (await app.request("/healthz")).json()).toMatchObject({ in_flight: 0 }),
  );
  const frames = await allFrames(response);
  expect(frames.length).toBeLessThan(30);
  const done = frames.at(-1)?.data;
  expect(done).toMatchObject({ usage: { steps: expect.any(Number) }, choices: [{ text: textOf(frames) }] });
});

test("a comment shows a client that waits that the connection stands", async () => {
  const { promise: goesOn, resolve } = Promise.withResolvers<void>();
  const tiny = await tinyModel();
  const open = () => {
    const session = tiny.open();
    const step: typeof session.step = async (...asked) => {
      await goesOn;
      return session.step(...asked);
    };
    return { ...session, step, close: () => session.close() };
  };
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const app = tinyApp({ load: async () => ({ ...tiny, open }), clock: nodePlatform.clock });
  const text = (await app.request(alignCall(greedy))).text();
  await vi.advanceTimersByTimeAsync(25_000);
  resolve();
  vi.useRealTimers();
  expect((await text).match(/^: .*$/gmu)).toHaveLength(2);
});

test("where a stage of the model is lost, the stream goes on where it was, and nothing is told twice", async () => {
  const [end = 0] = (await tinyModel()).endTokens;
  // Without a seed, it is drawn once; and never ends before the stage is lost.
  const drawn = { ...long, max_tokens: 12, seed: undefined, logit_bias: { [end]: -100 } };
  const lost = vi.fn((session: number, step: number) => session === 0 && step === 8);
  const frames = await allFrames(await tinyApp({ load: () => losingModel(lost) }).request(alignCall(drawn)));
  expect(lost).toHaveReturnedWith(true);
  expect(frames.at(-1)).toMatchObject({ event: "done", data: { choices: [{ text: textOf(frames) }] } });
  expect(frames.filter(({ event }) => event === "incumbent")).toHaveLength(1);
});
