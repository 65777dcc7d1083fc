import { expect, test, vi } from "vitest";
import { alignmentSchema } from "../../src/spec/result.ts";
import { allFrames, type Frame, framesOf } from "../support/sse.ts";
import { align, health, post } from "./client.ts";

const greedy = { prompt: "The capital of France is", max_tokens: 12, search: { strategy: "greedy" } };
// Alone it would take minutes.
const long = { prompt: "Once upon a time", max_tokens: 2000, search: { strategy: "sample" }, seed: 7 };

function textOf(frames: readonly Frame[]): string {
  return frames.flatMap(({ data }) => ("text" in data ? [data.text] : [])).join("");
}

test("a stream says token by token what the answer says", async () => {
  const response = await post({ ...greedy, stream: true });
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
  const frames = await allFrames(response);
  const whole = await align(greedy);
  expect(textOf(frames)).toBe(whole.choices[0]?.text);
  expect(frames.filter(({ event }) => event === "token").length).toBeGreaterThan(6);
  const done = frames.at(-1);
  expect(done?.event).toBe("done");
  expect(alignmentSchema.parse(done?.data).choices).toEqual(whole.choices);
});

test("an error before the first event has its status", async () => {
  const response = await post({ ...greedy, stream: true, max_tokens: 4096, prompt: "word ".repeat(6000) });
  expect(response.status).toBe(400);
});

test("events leave while the search goes on, and a client that leaves ends it within one step", async () => {
  const response = await post({ ...long, stream: true });
  const seen = new Set<string>();
  for await (const { event } of framesOf(response)) {
    seen.add(event);
    if (event !== "token") continue;
    // It is at work, and yet this has come.
    expect((await health()).in_flight).toBe(1);
    break;
  }
  expect(seen).toEqual(new Set(["progress", "token"]));
  const left = await health();
  await vi.waitFor(async () => expect((await health()).in_flight).toBe(0), { timeout: 5_000, interval: 20 });
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect((await health()).computed.steps).toBeLessThanOrEqual(left.computed.steps + 1);
});
