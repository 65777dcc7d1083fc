import { describe, expect, test, vi } from "vitest";
import { fullHealthSchema } from "../../src/spec/health.ts";
import { readSettings, serviceSettingsSchema } from "../../worker/settings.ts";
import { tinyModel } from "../support/tiny-model.ts";
import { errorOf, tinyApp } from "./app.ts";
import { guarded, hashOf } from "./guarded.ts";

const small = { prompt: "the people", max_tokens: 2, search: { strategy: "greedy" } };
describe("where there are keys", () => {
  test("one of them opens the API, by whichever case of Bearer", async () => {
    const { get } = guarded({ ann: {}, ben: {} });
    expect((await get("/v1/models", "Bearer secret-ann")).status).toBe(200);
    expect((await get("/v1/models", "bearer  secret-ben")).status).toBe(200);
  });

  test.each([
    ["no key", undefined],
    ["a wrong key", "Bearer secret-nobody"],
    ["the beginning of a key", "Bearer secret-an"],
    ["the hash of a key", `Bearer ${hashOf("secret-ann")}`],
    ["another scheme", "Basic secret-ann"],
    ["two words", "Bearer secret-ann secret-ann"],
    ["an endless key", `Bearer ${"x".repeat(10_000)}`],
  ])("%s is a 401 that says what is wanted", async (_, authorization) => {
    const { get } = guarded({ ann: {} });
    const response = await get("/v1/models", authorization);
    expect([response.status, response.headers.get("www-authenticate")]).toEqual([
      401,
      'Bearer realm="tiller"',
    ]);
    const { code, message } = await errorOf(response);
    expect(code).toBe("unauthorized");
    expect(message).not.toContain("secret");
  });

  test("what is not of the API needs none", async () => {
    const { get } = guarded({ ann: {} });
    expect((await get("/healthz")).status).toBe(200);
    expect((await get("/nowhere")).status).toBe(404);
  });

  test("how busy it is only holders of a key are told; that it can serve, anybody", async () => {
    const { get } = guarded({ ann: { requests_per_minute: 1 } });
    const brief = { status: "ok", model: "tiny" };
    expect(await (await get("/healthz")).json()).toEqual(brief);
    expect(await (await get("/healthz", "Bearer secret-nobody")).json()).toEqual(brief);
    // Nor does it count as a request.
    for (const _ of [1, 2]) {
      const full = fullHealthSchema.parse(await (await get("/healthz", "Bearer secret-ann")).json());
      expect(full).toMatchObject({ ...brief, in_flight: 0 });
    }
  });

  test("another object than the first only holders of a key can wake", async () => {
    const load = vi.fn(tinyModel);
    const { get } = guarded({ ann: {} }, { engine: { load } });
    for (const query of ["host=1", "h%6Fst=1", "host=1&host=0", "host="]) {
      for (const authorization of [undefined, "Bearer secret-nobody"]) {
        const refused = await get(`/healthz?${query}`, authorization);
        expect([query, refused.status, (await errorOf(refused)).code]).toEqual([query, 401, "unauthorized"]);
      }
    }
    expect(load).not.toHaveBeenCalled();
    expect((await get("/healthz?host=0")).status).toBe(200);
    expect((await get("/healthz?host=1", "Bearer secret-ann")).status).toBe(200);
    expect((await tinyApp().request("/healthz?host=1")).status).toBe(200);
  });

  test("the log says whose it was, and shows no key", async () => {
    const { get, post, lines } = guarded({ ann: {} });
    await post("ann", small);
    await get("/v1/models", "Bearer secret-nobody");
    expect(lines).toEqual([
      expect.stringMatching(/^200 POST \/v1\/align \d+\.\d s [\w-]+ ann$/),
      expect.stringMatching(/^401 GET \/v1\/models \d+\.\d s [\w-]+$/),
    ]);
    expect(lines.join()).not.toContain("secret");
  });
});

test("a key that may send two requests a minute sends the third half a minute later", async () => {
  const { post, clock } = guarded({ slow: { requests_per_minute: 2 }, other: {} });
  expect((await post("slow", small)).status).toBe(200);
  expect((await post("slow", small)).status).toBe(200);
  const refused = await post("slow", small);
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "30"]);
  expect(await errorOf(refused)).toMatchObject({ code: "rate_limited", type: "rate_limit_error" });
  expect((await post("other", small)).status).toBe(200);
  clock.milliseconds = 29_000;
  expect((await post("slow", small)).status).toBe(429);
  clock.milliseconds = 30_000;
  expect((await post("slow", small)).status).toBe(200);
});

describe("forward tokens a minute", () => {
  const budget = { forward_tokens: 60 };

  test("are counted as they are computed, not as they are asked for", async () => {
    const { post } = guarded({ ann: { forward_tokens_per_minute: 100 } });
    let spent = 0;
    for (;;) {
      const response = await post("ann", { ...small, budget });
      if (response.status === 429) break;
      const { usage } = (await response.json()) as {
        usage: { forward_tokens: number; cached_tokens: number };
      };
      spent += usage.forward_tokens;
      expect(spent).toBeLessThanOrEqual(100);
    }
    // So many were left that a budget of 60 was not among them.
    expect(spent).toBeGreaterThan(40);
  });

  test("cannot be exceeded by asking at once", async () => {
    const { post } = guarded({ ann: { forward_tokens_per_minute: 100 } });
    const statuses = await Promise.all(
      [1, 2, 3].map(async () => (await post("ann", { ...small, budget })).status),
    );
    expect(statuses.toSorted()).toEqual([200, 429, 429]);
  });

  test("count what a request that fails has computed, too", async () => {
    const { post } = guarded({ ann: { forward_tokens_per_minute: 60 } });
    const impossible = [{ type: "keywords", include: ["zyzzyva"], enforce: "hard" }];
    const failed = await post("ann", { ...small, budget, rewards: impossible, on_unsatisfied: "error" });
    expect(failed.status).toBe(422);
    expect((await post("ann", { ...small, budget })).status).toBe(429);
  });
});

describe("a key's caps", () => {
  const caps = {
    ann: { budget: { forward_tokens: 50, steps: 30 } },
    minute: { forward_tokens_per_minute: 70 },
  };

  test.each([
    ["ann", { forward_tokens: 51 }, "/budget/forward_tokens"],
    ["ann", { steps: 31 }, "/budget/steps"],
    ["minute", { forward_tokens: 71 }, "/budget/forward_tokens"],
  ])("%s may not ask for %o", async (name, budget, param) => {
    const { post } = guarded(caps);
    const response = await post(name, { ...small, budget });
    expect(response.status).toBe(403);
    expect(await errorOf(response)).toMatchObject({ code: "forbidden", param });
  });

  test("lower what a request says nothing about, and the answer tells", async () => {
    const { post } = guarded(caps);
    const answer = await (await post("ann", { ...small, budget: { steps: 20 } })).json();
    expect(answer).toMatchObject({
      budget: { limits: { forward_tokens: 50, steps: 20, reward_calls: 2000 } },
    });
  });
});

describe("where server and key both have caps", () => {
  const { post } = guarded(
    { low: { budget: { time_ms: 10_000, steps: 20 } }, high: { budget: { time_ms: 30_000, steps: 40 } } },
    { engine: { longestTime: 20_000, most: { steps: 30 } } },
  );

  test.each([
    ["low", { time_ms: 10_000, steps: 20 }],
    ["high", { time_ms: 20_000, steps: 30 }],
  ])("who says nothing has the lower one of each: %s", async (name, limits) => {
    const response = await post(name, small);
    expect([response.status, await response.json()]).toMatchObject([200, { budget: { limits } }]);
  });

  test.each([
    ["low", 20_000, "the key low"],
    ["high", 20_001, "the server"],
  ])("%s, who asks for %d ms, is told who forbids it", async (name, time_ms, whose) => {
    const response = await post(name, { ...small, budget: { time_ms } });
    expect([response.status, await errorOf(response)]).toMatchObject([
      403,
      { code: "forbidden", param: "/budget/time_ms", message: expect.stringContaining(whose) },
    ]);
  });
});

describe("/metrics", () => {
  test("is shown to whoever has its key, and to nobody else", async () => {
    const METRICS_SHA256 = hashOf("watcher");
    const { get } = guarded({ ann: {} }, { variables: { METRICS_SHA256 } });
    expect((await get("/metrics", "Bearer watcher")).status).toBe(200);
    expect((await get("/metrics", "Bearer secret-ann")).status).toBe(401);
    expect((await get("/metrics")).status).toBe(401);
    expect((await get("/v1/models", "Bearer watcher")).status).toBe(401);
  });

  test("is shown to nobody where only clients have keys", async () => {
    const { get } = guarded({ ann: {} });
    expect((await get("/metrics", "Bearer secret-ann")).status).toBe(403);
  });
});

describe("keys that make no sense are refused when the server starts, and are not shown", () => {
  test.each([
    ["nothing", "", /^API_KEYS: is not JSON$/],
    ["not JSON", "{sha", /^API_KEYS: is not JSON$/],
    ["no keys", "{}", /^API_KEYS: names no key/],
    ["a key in the open", '{"a":{"key":"s3cret"}}', /^API_KEYS\/a/],
    ["no hash", '{"a":{"sha256":"s3cret"}}', /^API_KEYS\/a\/sha256: must be the SHA-256/],
    [
      "a cap of nothing",
      `{"a":{"sha256":"${"0".repeat(64)}","budget":{"steps":0}}}`,
      /^API_KEYS\/a\/budget\/steps/,
    ],
    ["one key twice", `{"a":{"sha256":"${"0".repeat(64)}"},"b":{"sha256":"${"0".repeat(64)}"}}`, /two names/],
  ])("%s", (_, API_KEYS, message) => {
    const read = () => readSettings(serviceSettingsSchema, { API_KEYS });
    expect(read).toThrow(message);
    expect(read).not.toThrow(/s3cret/);
  });
});
