import { expect, test } from "vitest";
import { alignmentSchema } from "../../src/spec/result.ts";
import { alignCall, tinyApp } from "./app.ts";
import { samplesIn, samplesOf } from "./samples.ts";

const small = { prompt: "the people", max_tokens: 4, search: { strategy: "greedy" } };

test("GET /metrics counts what was asked, answered and computed", async () => {
  const app = tinyApp();
  const { usage } = alignmentSchema.parse(await (await app.request(alignCall(small))).json());
  await app.request(alignCall({ ...small, colour: 1 }));
  await app.request("/nowhere");
  const response = await app.request("/metrics");
  expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  const text = await response.text();
  expect(samplesIn(text)).toMatchObject({
    'tiller_requests_total{route="/v1/align",method="POST",status="200"}': 1,
    'tiller_requests_total{route="/v1/align",method="POST",status="400"}': 1,
    'tiller_requests_total{route="none",method="GET",status="404"}': 1,
    'tiller_request_seconds_count{route="/v1/align"}': 2,
    'tiller_request_seconds_bucket{route="/v1/align",le="+Inf"}': 2,
    tiller_forward_tokens_total: usage.forward_tokens,
    tiller_reward_calls_total: usage.reward_calls,
    'tiller_alignments_total{stop_reason="complete"}': 1,
    tiller_budget_left_ratio_count: 1,
    tiller_untold_tokens_total: 0,
    tiller_in_flight: 0,
    tiller_waiting: 0,
    'tiller_wasm_heap_bytes{isolate="engine"}': expect.any(Number),
  });
  // What the format demands: each metric is described once, before its samples.
  const names = [...text.matchAll(/^# TYPE (\w+) (?:counter|gauge|histogram)$/gm)].map(([, name]) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(text.endsWith("\n")).toBe(true);
});

test("metrics load nothing", async () => {
  const load = () => Promise.reject(new Error("not to be loaded"));
  expect(await samplesOf(tinyApp({ load }))).toMatchObject({ tiller_forward_tokens_total: 0 });
});

test("what an alignment that failed has computed is counted", async () => {
  const app = tinyApp();
  const rewards = [{ type: "keywords", include: ["zyzzyva"], enforce: "hard" }];
  const response = await app.request(alignCall({ ...small, rewards, on_unsatisfied: "error" }));
  expect(response.status).toBe(422);
  const samples = await samplesOf(app);
  expect(samples.tiller_forward_tokens_total).toBeGreaterThan(4);
});
