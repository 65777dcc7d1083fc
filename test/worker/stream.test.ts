import { expect, test } from "vitest";
import { allFrames } from "../support/sse.ts";
import { alignCall, errorOf, tinyApp } from "./app.ts";

const greedy = { prompt: "the people", max_tokens: 12, search: { strategy: "greedy" }, stream: true };

test("POST /v1/align with stream sends events, the last of which is the whole result", async () => {
  const app = tinyApp();
  const response = await app.request(alignCall(greedy));
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
  const frames = await allFrames(response);
  const plain = await (await app.request(alignCall({ ...greedy, stream: false }))).json();
  expect(frames.at(0)?.event).toBe("progress");
  expect(frames.at(-1)).toMatchObject({ event: "done", data: { choices: plain.choices } });
  const texts = frames.flatMap(({ data }) => ("text" in data ? [data.text] : []));
  expect(texts.join("")).toBe(plain.choices[0].text);
});

test("what is refused before the first event is an answer of its own", async () => {
  const response = await tinyApp().request(alignCall({ ...greedy, max_tokens: 4000 }));
  expect([response.status, (await errorOf(response)).param]).toEqual([400, "/max_tokens"]);
  const busy = await tinyApp({ maxInFlight: 0 }).request(alignCall(greedy));
  expect([busy.status, (await errorOf(busy)).code]).toEqual([503, "overloaded"]);
});
