import OpenAI from "openai";
import { LengthFinishReasonError } from "openai/error";
import { zodResponseFormat } from "openai/helpers/zod";
import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { chatCompletionSchema } from "../../../src/spec/openai/chat-completion.ts";
import { readUpstreams } from "../../../worker/upstreams.ts";
import { openAiServer } from "../../support/openai-server.ts";
import { tinyModelWith, waveHead } from "../../support/tiny-heads.ts";
import { tinyModel } from "../../support/tiny-model.ts";
import { chat, messages, openAi, withAlignment } from "./client.ts";

const client = openAi();
const create = (body: object) =>
  client.chat.completions.create({ ...chat, ...body } as OpenAI.ChatCompletionCreateParamsNonStreaming);
const contentOf = async (body: object) => (await create(body)).choices[0]?.message.content;

describe("POST /v1/chat/completions", () => {
  test("answers in the documented shape", async () => {
    const completion = await create({});
    expect(chatCompletionSchema.parse(completion)).toMatchObject({
      id: expect.stringMatching(/^chatcmpl-[\w-]{36}$/),
      object: "chat.completion",
      model: "tiny",
      system_fingerprint: expect.stringMatching(/^fp_[0-9a-f]{10}$/),
      choices: [{ index: 0, message: { role: "assistant", refusal: null }, logprobs: null }],
      alignment: { seed: 5, budget: { stop_reason: "complete" } },
    });
  });

  test("samples at temperature 1 unless told otherwise, and a seed repeats it", async () => {
    const said = await contentOf({ seed: 1 });
    expect(await contentOf({ seed: 1, temperature: 1 })).toBe(said);
    expect(await contentOf({ seed: 1, temperature: null, top_p: null, n: null, stop: null })).toBe(said);
    expect(await contentOf({ seed: 2 })).not.toBe(said);
  });

  test("at temperature 0 says what is most probable, whatever the seed", async () => {
    const said = await contentOf({ temperature: 0, seed: 1 });
    expect(await contentOf({ temperature: 0, seed: 2, top_p: 0.5 })).toBe(said);
    const greedy = withAlignment({ temperature: 0 }, { search: { strategy: "greedy" } });
    expect(await contentOf(greedy)).toBe(said);
  });

  test("gives n answers", async () => {
    const { choices, usage } = await create({ n: 3 });
    expect(choices.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(new Set(choices.map(({ message }) => message.content)).size).toBeGreaterThan(1);
    expect(usage?.completion_tokens).toBeGreaterThanOrEqual(
      usage?.completion_tokens_details?.accepted_prediction_tokens ?? Number.NaN,
    );
  });

  test("ends an answer at a stop string, given alone or in a list", async () => {
    const whole = (await contentOf({ max_tokens: 16 })) ?? "";
    const stop = whole.slice(3, 5);
    for (const given of [stop, [stop, "not there"]]) {
      const [choice] = (await create({ max_tokens: 16, stop: given })).choices;
      expect(choice?.message.content).toBe(whole.slice(0, whole.indexOf(stop)));
      expect(choice?.finish_reason).toBe("stop");
    }
  });

  test("takes max_tokens by either name", async () => {
    for (const limit of [{ max_tokens: 3 }, { max_tokens: undefined, max_completion_tokens: 3 }]) {
      const { choices, usage } = await create(limit);
      expect(choices[0]?.finish_reason).toBe("length");
      expect(usage?.completion_tokens).toBe(3);
    }
  });

  test("reads messages of every kind that it can, its own answers among them", async () => {
    const answered = (await create({})).choices[0]?.message;
    const conversation = [
      { role: "developer", content: "the" },
      {
        role: "user",
        content: [
          { type: "text", text: "the" },
          { type: "text", text: "people" },
        ],
      },
      answered,
      { role: "assistant", content: null, refusal: "no" },
      { role: "assistant", content: [{ type: "refusal", refusal: "no" }], parsed: null },
      { role: "user", content: "go" },
    ];
    const joined = [
      { role: "system", content: "the" },
      { role: "user", content: "the\npeople" },
      { role: "assistant", content: answered?.content },
      { role: "assistant", content: "no" },
      { role: "assistant", content: "no" },
      { role: "user", content: "go" },
    ];
    expect(await contentOf({ messages: conversation })).toBe(await contentOf({ messages: joined }));
  });

  test("tells log-probabilities with their alternatives", async () => {
    const { choices } = await create({ logprobs: true, top_logprobs: 2, temperature: 0 });
    const tokens = choices[0]?.logprobs?.content ?? [];
    expect(tokens.map(({ token }) => token).join("")).toBe(choices[0]?.message.content);
    for (const { token, logprob, top_logprobs, bytes } of tokens) {
      // The most probable of them was taken.
      expect(top_logprobs).toHaveLength(2);
      expect(top_logprobs[0]).toMatchObject({ token, logprob, bytes });
    }
    const [bare] = (await create({ logprobs: true })).choices;
    expect(bare?.logprobs?.content?.[0]?.top_logprobs).toEqual([]);
  });

  test("shifts the logits of tokens", async () => {
    const { choices } = await create({ logit_bias: { "290": 100 }, logprobs: true, max_tokens: 4 });
    const said = choices[0]?.logprobs?.content?.map((token) => (token as { id?: number }).id);
    expect(said).toEqual([290, 290, 290, 290]);
  });

  test("gives metadata back", async () => {
    expect(await create({ metadata: { run: "7" } })).toMatchObject({ metadata: { run: "7" } });
  });

  test("takes what asks for nothing, as clients send it by default", async () => {
    const idle = {
      frequency_penalty: 0,
      presence_penalty: 0,
      store: false,
      tools: [],
      tool_choice: "none",
      parallel_tool_calls: true,
      response_format: { type: "text" },
      modalities: ["text"],
      service_tier: "auto",
      user: "somebody",
      audio: null,
      stream: false,
    };
    expect(await contentOf(idle)).toBe(await contentOf({}));
  });
});

describe("response_format", () => {
  const Pet = z.object({ name: z.string().max(8), age: z.int().min(0).max(9), tame: z.boolean() });
  const format = zodResponseFormat(Pet, "pet");

  test.each([{}, { temperature: 0 }, { temperature: 0.7 }, { n: 3 }, { n: 2, temperature: 1.5, top_p: 0.9 }])(
    "json_schema holds with %j, and the parse helper reads it",
    async (how) => {
      const { choices } = await client.chat.completions.parse({
        ...chat,
        max_tokens: 64,
        ...how,
        response_format: format,
      });
      expect(choices).toHaveLength("n" in how ? (how.n ?? 1) : 1);
      for (const { message } of choices) expect(Pet.parse(message.parsed)).toEqual(message.parsed);
    },
  );

  test("json_object gives an object", async () => {
    const content = await contentOf({ response_format: { type: "json_object" }, max_tokens: 64 });
    expect(JSON.parse(content ?? "")).toBeTypeOf("object");
  });

  test("an answer that is cut off is what the parse helper takes it for", async () => {
    const cut = withAlignment({ ...chat, response_format: format }, { budget: { forward_tokens: 30 } });
    await expect(client.chat.completions.parse({ ...cut, max_tokens: 64 })).rejects.toThrow(
      LengthFinishReasonError,
    );
  });

  test("that cannot be kept to is pointed to", async () => {
    const json_schema = { name: "none", schema: { type: "object", $vocabulary: {} } };
    await expect(create({ response_format: { type: "json_schema", json_schema } })).rejects.toMatchObject({
      status: 400,
      param: "/response_format/json_schema/schema/$vocabulary",
    });
    await expect(create({ response_format: format, max_tokens: 2 })).rejects.toMatchObject({
      param: "/response_format",
      message: expect.stringMatching(/^400 \/response_format cannot hold within max_tokens/),
    });
  });
});

describe("alignment", () => {
  test("searches for what is asked, and says what that took", async () => {
    const rewards = [{ type: "keywords", include: ["tree", "boat"], enforce: "hard" }];
    const completion = await create(withAlignment({ max_tokens: 24 }, { rewards, trace: "summary" }));
    expect(completion.choices[0]?.message.content).toMatch(/tree.*boat|boat.*tree/s);
    const { choices, usage, alignment } = chatCompletionSchema.parse(completion);
    expect(choices[0]?.alignment.reward).toMatchObject({ satisfied: true, total: 1 });
    expect(alignment.budget.stop_reason).toBe("satisfied");
    expect(alignment.trace?.totals.nodes).toBeGreaterThan(0);
    const { completion_tokens_details: details } = usage;
    expect(details.accepted_prediction_tokens + details.rejected_prediction_tokens).toBe(
      usage.completion_tokens,
    );
    expect(usage.total_tokens).toBe(usage.prompt_tokens + usage.completion_tokens);
  });

  test("a temperature draws samples, of which the rewards choose", async () => {
    const rewards = [{ type: "length", unit: "words", target: 3 }];
    const { usage, alignment } = chatCompletionSchema.parse(
      await create(withAlignment({ temperature: 0.8 }, { rewards })),
    );
    expect(alignment.budget.stop_reason).toBe("complete");
    // What was drawn and not chosen was explored all the same.
    expect(usage.completion_tokens_details.rejected_prediction_tokens).toBeGreaterThan(20);
  });

  test("a strategy that draws goes by the temperature beside it", async () => {
    const search = (more: object = {}) => ({ search: { strategy: "sample", ...more } });
    const cold = await contentOf(withAlignment({ temperature: 0.3 }, search()));
    expect(await contentOf(withAlignment({}, search({ temperature: 0.3 })))).toBe(cold);
    expect(await contentOf(withAlignment({ temperature: 0.3 }, search({ temperature: 0.3 })))).toBe(cold);
  });

  test("a diagnosis points into the request", async () => {
    const alignment = { rewards: [{ type: "keywords", include: ["tree"] }], search: { strategy: "greedy" } };
    const body = withAlignment({ response_format: { type: "json_object" }, max_tokens: 40 }, alignment);
    const { diagnosis = [] } = chatCompletionSchema.parse(await create(body)).alignment;
    expect(diagnosis.map(({ reward }) => reward)).toEqual(["/alignment/rewards/0"]);
    expect(JSON.stringify(diagnosis)).not.toMatch(/[^t]\/rewards/);
  });

  test("what safety says instead of an answer is a refusal", async () => {
    const heads = [waveHead("harmful_prompt", 1, { reads: "prompt", bias: 50 })];
    const careful = openAi({ load: () => tinyModelWith(heads) });
    const body = withAlignment({ ...chat, max_tokens: 100, logprobs: true }, { profile: "safe" });
    const [choice] = (await careful.chat.completions.create(body)).choices;
    expect(choice?.message).toMatchObject({ content: null, refusal: expect.stringMatching(/can't help/) });
    expect(choice?.logprobs).toMatchObject({ content: null, refusal: expect.any(Array) });
    const parsed = await careful.chat.completions.parse({
      ...body,
      response_format: { type: "json_object" },
    });
    expect(parsed.choices[0]?.message.refusal).toMatch(/can't help/);
  });
});

test("a model behind another API is asked, too", async () => {
  await using server = await openAiServer();
  const theirs = { kind: "openai", base_url: server.url, model: "theirs" };
  const upstreams = readUpstreams({ UPSTREAMS: JSON.stringify({ theirs }) }, "tiny", fetch);
  const { chat: there } = openAi({ upstreams });
  const body = { ...chat, model: "theirs" };
  const sampled = await there.completions.create({ ...body, temperature: 0.5, top_p: 0.9, n: 2 });
  expect(sampled.choices).toHaveLength(2);
  expect(sampled).not.toHaveProperty("system_fingerprint");
  expect(server.calls[0]).toMatchObject({ temperature: 0.5, top_p: 0.9, max_tokens: 8 });
  await there.completions.create({ ...body, temperature: 0 });
  expect(server.calls.at(-1)?.temperature).toBe(0);
  const asking = there.completions.create({ ...body, logprobs: true, top_logprobs: 2 });
  await expect(asking).rejects.toMatchObject({ status: 400, param: "/top_logprobs" });
});

test("a model that is unknown is a NotFoundError", async () => {
  await expect(create({ model: "gpt-9", messages })).rejects.toBeInstanceOf(OpenAI.NotFoundError);
});

test("a model that is busy is an InternalServerError", async () => {
  const busy = openAi({ maxInFlight: 0 });
  const answer = busy.chat.completions.create(chat);
  await expect(answer).rejects.toBeInstanceOf(OpenAI.InternalServerError);
  await expect(answer).rejects.toMatchObject({ status: 503, code: "overloaded" });
});

test("work that has failed is not asked for again", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const model = await tinyModel();
  const open = vi.fn(() => {
    throw new Error("broken");
  });
  const broken = openAi({ load: async () => ({ ...model, open }) });
  const answer = broken.chat.completions.create(chat, { maxRetries: 2 });
  await expect(answer).rejects.toMatchObject({ status: 500, code: "internal" });
  expect(open).toHaveBeenCalledOnce();
  vi.restoreAllMocks();
});
