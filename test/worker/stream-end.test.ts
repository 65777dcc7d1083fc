import { expect, test, vi } from "vitest";
import { alignCall, jsonCall, tinyApp } from "./app.ts";
import { samplesOf } from "./samples.ts";

const asked = { prompt: "the people", max_tokens: 4, search: { strategy: "greedy" }, stream: true };

/** An app, and the lines of its log. */
function logging() {
  const lines: string[] = [];
  return { app: tinyApp({}, (line) => lines.push(line)), lines };
}

test("a stream that ends is logged and counted at its end", async () => {
  const { app, lines } = logging();
  const response = await app.request(alignCall(asked));
  expect(lines).toEqual([]);
  await response.text();
  await vi.waitFor(() =>
    expect(lines).toEqual([expect.stringMatching(/^200 POST \/v1\/align \d+\.\d s [\w-]{36} stream=done$/)]),
  );
  expect(await samplesOf(app)).toMatchObject({
    'tiller_requests_total{route="/v1/align",method="POST",status="200"}': 1,
    'tiller_streams_total{route="/v1/align",outcome="done"}': 1,
    'tiller_stream_seconds_count{route="/v1/align"}': 1,
  });
});

test("one that ends with an error is known by its code, whichever route it was", async () => {
  const { app, lines } = logging();
  const rewards = [{ type: "keywords", include: ["zyzzyva"], enforce: "hard" }];
  const impossible = { rewards, on_unsatisfied: "error" };
  const chat = { model: "tiny", messages: [{ role: "user", content: "the people" }], max_tokens: 4 };
  await (await app.request(alignCall({ ...asked, ...impossible }))).text();
  const chatCall = jsonCall("/v1/chat/completions", { ...chat, stream: true, alignment: impossible });
  await (await app.request(chatCall)).text();
  await vi.waitFor(() => expect(lines).toHaveLength(2));
  for (const line of lines) expect(line).toMatch(/^200 .* stream=unsatisfied$/);
  expect(await samplesOf(app)).toMatchObject({
    'tiller_streams_total{route="/v1/align",outcome="unsatisfied"}': 1,
    'tiller_streams_total{route="/v1/chat/completions",outcome="unsatisfied"}': 1,
  });
});

test("one whose client leaves is known by that", async () => {
  const { app, lines } = logging();
  const response = await app.request(
    alignCall({ ...asked, max_tokens: 200, search: { strategy: "sample" } }),
  );
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await vi.waitFor(() => expect(lines).toEqual([expect.stringMatching(/^200 .* stream=left$/)]));
  expect(await samplesOf(app)).toMatchObject({
    'tiller_streams_total{route="/v1/align",outcome="left"}': 1,
  });
});

test("what is refused before it streams is no stream", async () => {
  const { app, lines } = logging();
  await app.request(alignCall({ ...asked, max_tokens: 4000 }));
  expect(lines).toEqual([expect.stringMatching(/^400 POST \/v1\/align \d+\.\d s [\w-]{36}$/)]);
  expect(Object.keys(await samplesOf(app)).filter((name) => name.startsWith("tiller_stream"))).toEqual([]);
});
