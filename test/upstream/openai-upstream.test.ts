import { describe, expect, test } from "vitest";
import type { Message } from "../../src/spec/message.ts";
import type { UpstreamCall } from "../../src/upstream/upstream.ts";
import { alignTiny, prompt, textOf } from "../support/align-tiny.ts";
import { upstreamAt } from "../support/align-upstream.ts";
import { openAiServer, type ServerHabits } from "../support/openai-server.ts";

const messages: Message[] = [{ role: "user", content: "the people" }];
const never = new AbortController().signal;

function callOf(fields: Partial<UpstreamCall> = {}): UpstreamCall {
  const usual = { prefix: "", count: 1, maxTokens: 6, stop: [], temperature: 1, topP: 1, seed: 5 };
  return { prompt: { messages }, ...usual, ...fields };
}

describe("an upstream with OpenAI's API", () => {
  test("writes an answer, and says what it took by the server's own count", async () => {
    await using server = await openAiServer();
    const { segments, promptTokens, completionTokens } = await upstreamAt(server.url).propose(
      callOf(),
      never,
    );
    expect(segments).toHaveLength(1);
    expect(segments[0]).toMatchObject({ tokens: completionTokens, logProbability: null });
    expect({ prompt: promptTokens, completion: completionTokens }).toEqual(server.told);
    expect(server.calls[0]).toMatchObject({ path: "/v1/chat/completions", max_tokens: 6, seed: 5 });
  });

  const goingOn: [string, ServerHabits, object, UpstreamCall["prompt"]][] = [
    ["with messages, the last one unfinished", {}, {}, { messages }],
    ["with messages, where the server repeats the beginning", { echoes: true }, {}, { messages }],
    [
      "with messages, where the server wants to be told",
      { wantsToBeTold: true },
      { prefill: "continue_final_message" },
      { messages },
    ],
    ["with a raw prompt", {}, {}, { prompt: "the people" }],
  ];

  test.each(goingOn)("goes on with a text where it left off, %s", async (_, habits, options, asked) => {
    await using server = await openAiServer(habits);
    const upstream = upstreamAt(server.url, options);
    const greedy = { prompt: asked, temperature: 0, seed: 1 };
    const [whole] = (await upstream.propose(callOf({ ...greedy, maxTokens: 6 }), never)).segments;
    const [begun] = (await upstream.propose(callOf({ ...greedy, maxTokens: 3 }), never)).segments;
    const rest = await upstream.propose(
      callOf({ ...greedy, prefix: begun?.text ?? "", maxTokens: 3 }),
      never,
    );
    expect(begun).toMatchObject({ tokens: 3, finish: "length" });
    expect((begun?.text ?? "") + rest.segments[0]?.text).toBe(whole?.text);
  });

  test("that a beginning is repeated is found out from answers to messages, whatever raw prompts show", async () => {
    await using server = await openAiServer({ echoes: true });
    const upstream = upstreamAt(server.url);
    const prefix = "of the";
    await upstream.propose(callOf({ prompt: { prompt }, prefix }), never);
    const [segment] = (await upstream.propose(callOf({ prefix }), never)).segments;
    expect(segment?.text).not.toContain(prefix);
  });

  test("what begins as the answer did is left alone, where the server is known not to repeat", async () => {
    const says = (text: string): ServerHabits["change"] => {
      return ({ choices, usage }) => ({
        choices: choices.map((choice) => ({ ...choice, message: { content: text } })),
        usage,
      });
    };
    let text = "another";
    await using server = await openAiServer({ change: (body) => says(text)?.(body) });
    const upstream = upstreamAt(server.url);
    await upstream.propose(callOf({ prefix: "ha" }), never);
    text = "ha ha";
    const [segment] = (await upstream.propose(callOf({ prefix: "ha" }), never)).segments;
    expect(segment?.text).toBe("ha ha");
  });

  test("a server that wants to be told is told that the last message is unfinished, and only then", async () => {
    await using server = await openAiServer({ wantsToBeTold: true });
    const upstream = upstreamAt(server.url, { prefill: "continue_final_message" });
    await upstream.propose(callOf(), never);
    await upstream.propose(callOf({ prefix: "of the" }), never);
    expect(server.calls[0]?.continue_final_message).toBeUndefined();
    expect(server.calls[1]).toMatchObject({ continue_final_message: true, add_generation_prompt: false });
  });

  test.each([{ messages }, { prompt: "the people" }])(
    "draws several samples in one call: %j",
    async (asked) => {
      await using server = await openAiServer();
      const upstream = upstreamAt(server.url, { samples_per_call: 4, logprobs: true });
      const { segments, completionTokens } = await upstream.propose(
        callOf({ prompt: asked, count: 4 }),
        never,
      );
      expect(server.calls).toHaveLength(1);
      expect(new Set(segments.map(({ text }) => text)).size).toBeGreaterThan(1);
      expect(segments.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(completionTokens);
      for (const { logProbability } of segments) expect(logProbability).toBeLessThan(0);
    },
  );

  test("of a server that counts the first of several samples only, all are counted", async () => {
    await using server = await openAiServer({
      change: ({ choices, usage }) => ({ choices, usage: { ...usage, completion_tokens: 6 } }),
    });
    const upstream = upstreamAt(server.url, { samples_per_call: 3, logprobs: true });
    const { segments, completionTokens } = await upstream.propose(callOf({ count: 3 }), never);
    expect(completionTokens).toBe(segments.reduce((sum, { tokens }) => sum + tokens, 0));
    expect(completionTokens).toBeGreaterThan(6);
  });

  test("stop strings are sent, as many as servers take, and end the text", async () => {
    await using server = await openAiServer();
    const upstream = upstreamAt(server.url);
    const [free] = (await upstream.propose(callOf({ maxTokens: 12 }), never)).segments;
    const string = free?.text.slice(2, 4) ?? "";
    const stop = [string, "zz1", "zz2", "zz3", "zz4"];
    const [stopped] = (await upstream.propose(callOf({ maxTokens: 12, stop }), never)).segments;
    expect(stopped).toMatchObject({ text: free?.text.slice(0, free.text.indexOf(string)), finish: "stop" });
    expect(server.calls[1]?.stop).toEqual(stop.slice(0, 4));
  });

  test("the key is sent as servers want it, and more fields where they are configured, which replace nothing", async () => {
    await using server = await openAiServer();
    const upstream = upstreamAt(server.url, { body: { top_p: 0.1, user: "me" } }, "secret-key");
    await upstream.propose(callOf(), never);
    expect(server.calls[0]).toMatchObject({ authorization: "Bearer secret-key", top_p: 1, user: "me" });
  });

  test("cached tokens are told where the server tells of them", async () => {
    await using server = await openAiServer({
      change: ({ choices, usage }) => ({
        choices,
        usage: { ...usage, prompt_tokens_details: { cached_tokens: 3 } },
      }),
    });
    expect(await upstreamAt(server.url).propose(callOf(), never)).toMatchObject({ cachedTokens: 3 });
  });
});

const unreadable: [string, ServerHabits][] = [
  ["no usage: nothing is estimated", { change: ({ choices }) => ({ choices }) }],
  ["fewer samples than asked for", { change: ({ usage }) => ({ choices: [], usage }) }],
  ["what is not JSON", { instead: () => ({ status: 200, body: "<html>busy</html>" }) }],
  ["nothing", { instead: () => ({ status: 200 }) }],
  ["a text that is none", { change: ({ usage }) => ({ choices: [{ text: 7 }], usage }) }],
];

test.each(unreadable)("what cannot be read is refused: %s", async (_, habits) => {
  await using server = await openAiServer(habits);
  await expect(upstreamAt(server.url).propose(callOf(), never)).rejects.toMatchObject({
    code: "upstream_unavailable",
    status: 503,
    retryAfter: 5,
  });
});

const failures: [number, Record<string, string>, string, number | null][] = [
  [429, { "retry-after": "17" }, "upstream_unavailable", 17],
  [503, { "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" }, "upstream_unavailable", 5],
  [500, { "retry-after": "999999" }, "upstream_unavailable", 3600],
  [400, {}, "upstream_refused", null],
  [401, {}, "upstream_refused", null],
  [404, {}, "upstream_refused", null],
  [302, { location: "http://127.0.0.1:1/" }, "upstream_refused", null],
];

test.each(failures)(
  "a %i %j is %s, to be tried again after %s s",
  async (status, headers, code, retryAfter) => {
    const body = JSON.stringify({
      error: { message: `bad key secret-key ${"x".repeat(500)}` },
      insides: "hidden",
    });
    await using server = await openAiServer({ instead: () => ({ status, headers, body }) });
    const error = await upstreamAt(server.url, {}, "secret-key")
      .propose(callOf(), never)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, retryAfter });
    expect(String(error)).toContain(String(status));
    expect(String(error)).not.toMatch(/secret-key|hidden/);
    expect(String(error).length).toBeLessThan(300);
    // What is said of the request helps its client, what is said of keys and addresses only others.
    expect(String(error).includes("bad key")).toBe(status === 400);
  },
);

test("a server that is not there is unavailable", async () => {
  await expect(upstreamAt("http://127.0.0.1:9/v1").propose(callOf(), never)).rejects.toMatchObject({
    code: "upstream_unavailable",
  });
});

test("behind the tests' server stands the tiny model: its greedy text is the model's own", async () => {
  await using server = await openAiServer();
  const call = callOf({ prompt: { prompt }, temperature: 0, maxTokens: 4 });
  const [segment] = (await upstreamAt(server.url).propose(call, never)).segments;
  expect(segment?.text).toBe(textOf(await alignTiny({ max_tokens: 4, search: { strategy: "greedy" } })));
});
