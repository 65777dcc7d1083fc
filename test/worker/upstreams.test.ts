import { afterEach, describe, expect, test, vi } from "vitest";
import { alignmentSchema } from "../../src/spec/result.ts";
import { readUpstreams } from "../../worker/upstreams.ts";
import { type OpenAiServer, openAiServer } from "../support/openai-server.ts";
import { alignCall, errorOf, tinyApp } from "./app.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

const unloadable = { load: () => Promise.reject(new Error("not to be loaded")) };
const asked = {
  model: "theirs",
  messages: [{ role: "user", content: "the people" }],
  max_tokens: 6,
  seed: 3,
};

function configured({ url }: Pick<OpenAiServer, "url">, options: object = {}) {
  const theirs = {
    kind: "openai",
    base_url: url,
    model: "their-name-of-it",
    api_key: "THEIR_KEY",
    ...options,
  };
  return readUpstreams({ UPSTREAMS: JSON.stringify({ theirs }), THEIR_KEY: "secret-key" }, "tiny", fetch);
}

describe("an upstream behind the API", () => {
  test("answers who asks for it by its name, and the model served here is not even loaded", async () => {
    await using server = await openAiServer();
    const app = tinyApp({ ...unloadable, upstreams: configured(server) });
    const rewards = [{ type: "length", unit: "characters", max: 20 }];
    const response = await app.request(alignCall({ ...asked, rewards }));
    expect(response.status).toBe(200);
    expect(alignmentSchema.parse(await response.json())).toMatchObject({ model: "theirs", seed: 3 });
    expect(server.calls[0]).toMatchObject({ model: "their-name-of-it", authorization: "Bearer secret-key" });
  });

  test("takes no place from the model served here", async () => {
    const release = Promise.withResolvers<void>();
    await using server = await openAiServer({ received: () => release.promise });
    const app = tinyApp({ upstreams: configured(server), maxInFlight: 1 });
    const theirs = app.request(alignCall({ ...asked, search: { strategy: "best_of_n", n: 1 } }));
    await vi.waitFor(() => expect(server.calls).toHaveLength(1));
    expect((await app.request(alignCall({ ...asked, model: "tiny" }))).status).toBe(200);
    expect((await errorOf(await app.request(alignCall(asked)))).code).toBe("overloaded");
    release.resolve();
    expect((await theirs).status).toBe(200);
  });

  test("is listed, but not where it is, what it is called there or what its key is", async () => {
    const app = tinyApp({
      ...unloadable,
      upstreams: configured({ url: "http://127.0.0.1:1/v1" }, { prefill: "none" }),
    });
    const text = await (await app.request("/v1/models")).text();
    expect(JSON.parse(text).data[1]).toEqual({
      id: "theirs",
      object: "model",
      created: 0,
      owned_by: "upstream",
      kind: "openai",
      logprobs: false,
      strategies: ["auto", "best_of_n"],
    });
    expect(text).not.toMatch(/127\.0\.0\.1|their-name|secret/);
  });

  test("passes on when to come back, and nothing else of what it says", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
    await using server = await openAiServer({
      instead: () => ({
        status: 429,
        headers: { "retry-after": "11" },
        body: '{"error":{"message":"secret-key"}}',
      }),
    });
    const response = await tinyApp({ upstreams: configured(server) }).request(alignCall(asked));
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "11"]);
    const error = await errorOf(response);
    expect(error.code).toBe("upstream_unavailable");
    expect(JSON.stringify([error, logged.mock.calls.map(String)])).not.toContain("secret-key");
  });

  test("has no more steps than the platform allows", async () => {
    await using server = await openAiServer();
    const app = tinyApp({ upstreams: configured(server), most: { steps: 2 } });
    const search = { strategy: "best_of_n", n: 5 };
    expect(await (await app.request(alignCall({ ...asked, search }))).json()).toMatchObject({
      usage: { steps: 2 },
      budget: { limits: { steps: 2 }, exhausted_by: "steps" },
    });
  });
});

describe("UPSTREAMS", () => {
  const theirs = { kind: "openai", base_url: "http://127.0.0.1:1/v1", model: "m" };
  const read = (upstreams: unknown, environment: object = {}) =>
    readUpstreams({ UPSTREAMS: JSON.stringify(upstreams), ...environment }, "tiny", fetch);

  test("nothing configured is no upstream", () => {
    expect(readUpstreams({}, "tiny", fetch).size).toBe(0);
    expect(readUpstreams({ UPSTREAMS: "" }, "tiny", fetch).size).toBe(0);
  });

  test("a binding to Workers AI is found by its name", () => {
    const upstreams = read({ ai: { kind: "workers_ai", model: "@cf/m" } }, { AI: { run: () => undefined } });
    expect(upstreams.get("ai")).toMatchObject({ kind: "workers_ai", continuesMessages: false });
  });

  test.each([
    [{ theirs: { ...theirs, base_url: "ftp://host/v1" } }, /UPSTREAMS\/theirs\/base_url/],
    [
      { theirs: { ...theirs, base_url: "http://user:pass@host/v1" } },
      /UPSTREAMS\/theirs\/base_url: has no credentials/,
    ],
    [{ theirs: { ...theirs, api_key: "sk-123" } }, /UPSTREAMS\/theirs\/api_key: must be the name/],
    [{ theirs: { ...theirs, api_key: "MISSING" } }, /needs a variable MISSING/],
    [{ theirs: { ...theirs, samples_per_call: 4 } }, /UPSTREAMS\/theirs\/samples_per_call: needs logprobs/],
    [{ theirs: { ...theirs, colour: "red" } }, /UPSTREAMS\/theirs/],
    [{ tiny: theirs }, /tiny is the model served here/],
    [{ ai: { kind: "workers_ai", model: "@cf/m" } }, /needs a binding AI/],
  ])("%j is refused, and shows no secret", (upstreams, message) => {
    expect(() => read(upstreams)).toThrow(message);
  });

  test("what is not JSON is refused, and not quoted", () => {
    expect(() => readUpstreams({ UPSTREAMS: "{sk-123" }, "tiny", fetch)).toThrow(/^UPSTREAMS: is not JSON$/);
  });
});
