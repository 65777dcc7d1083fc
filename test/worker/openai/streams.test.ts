import OpenAI from "openai";
import { zodResponseFormat } from "openai/helpers/zod";
import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { chatChunkSchema, textChunkSchema } from "../../../src/spec/openai/chunk.ts";
import { tinyModelWith, waveHead } from "../../support/tiny-heads.ts";
import { tinyApp } from "../app.ts";
import { chat, messages, openAi, raw, withAlignment } from "./client.ts";

const client = openAi();
const long = { ...chat, max_tokens: 16 };

async function chunksOf<Chunk>(stream: Promise<AsyncIterable<Chunk>>): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  for await (const chunk of await stream) chunks.push(chunk);
  return chunks;
}

describe("a chat that is streamed", () => {
  test("comes as the role, what is sure of the answer as soon as it is, and an end", async () => {
    const whole = await client.chat.completions.create(long);
    const chunks = (await chunksOf(client.chat.completions.create({ ...long, stream: true }))).map((chunk) =>
      chatChunkSchema.parse(chunk),
    );
    expect(chunks[0]?.choices[0]?.delta).toEqual({ role: "assistant", content: "", refusal: null });
    const texts = chunks.flatMap(({ choices }) => choices[0]?.delta.content || []);
    expect(texts.join("")).toBe(whole.choices[0]?.message.content);
    expect(texts.length).toBeGreaterThan(3);
    expect(chunks.at(-1)?.choices).toMatchObject([
      { delta: {}, finish_reason: "length", alignment: { tokens: 16 } },
    ]);
    expect(chunks.at(-1)?.alignment).toMatchObject({ seed: 5 });
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1);
    expect(chunks.every((chunk) => !("usage" in chunk))).toBe(true);
    expect(chunks.slice(0, -1).every(({ choices }) => choices[0]?.finish_reason === null)).toBe(true);
  });

  test("ends with [DONE], and says so as server-sent events", async () => {
    const response = await tinyApp().request("/v1/chat/completions", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...chat, stream: true }),
    });
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect((await response.text()).split("\n\n").slice(-2)).toEqual(["data: [DONE]", ""]);
  });

  test("tells usage where it shall, in a chunk of its own", async () => {
    const stream_options = { include_usage: true };
    const chunks = await chunksOf(client.chat.completions.create({ ...chat, stream: true, stream_options }));
    const { usage } = await client.chat.completions.create(chat);
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: usage?.total_tokens } });
    expect(chunks.slice(0, -1).every((chunk) => chunk.usage === null)).toBe(true);
  });

  test("has n answers by their indices, as the client's own helper puts them together", async () => {
    const body = { ...chat, n: 3, logprobs: true, top_logprobs: 1 };
    const whole = await client.chat.completions.create(body);
    const streamed = await client.chat.completions.stream({ ...body, stream: true }).finalChatCompletion();
    const bare = ({ message, logprobs, finish_reason }: OpenAI.ChatCompletion.Choice) => [
      message.content,
      logprobs?.content,
      finish_reason,
    ];
    expect(streamed.choices.map(bare)).toEqual(whole.choices.map(bare));
  });

  test("of a format is read by the client's own helper", async () => {
    const Pet = z.object({ name: z.string().max(8), tame: z.boolean() });
    const stream = client.chat.completions.stream({
      ...chat,
      max_tokens: 64,
      temperature: 0.7,
      response_format: zodResponseFormat(Pet, "pet"),
    });
    const { choices } = await stream.finalChatCompletion();
    expect(Pet.parse(choices[0]?.message.parsed)).toEqual(choices[0]?.message.parsed);
  });

  test("tells a refusal as one", async () => {
    const heads = [waveHead("harmful_prompt", 1, { reads: "prompt", bias: 50 })];
    const careful = openAi({ load: () => tinyModelWith(heads) });
    const body = withAlignment({ ...chat, max_tokens: 100 }, { profile: "safe" });
    const deltas = (await chunksOf(careful.chat.completions.create({ ...body, stream: true }))).flatMap(
      ({ choices }) => choices[0]?.delta ?? [],
    );
    expect(deltas.flatMap(({ content }) => content || [])).toEqual([]);
    expect(deltas.flatMap(({ refusal }) => refusal || []).join("")).toMatch(/can't help/);
  });

  test("that is refused is no stream", async () => {
    const refused = client.chat.completions.create({ ...chat, stream: true, max_tokens: 4000 });
    await expect(refused).rejects.toBeInstanceOf(OpenAI.BadRequestError);
    const unknown = client.chat.completions.create({ ...chat, stream: true, model: "gpt-9" });
    await expect(unknown).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });

  test("whose work fails on the way throws, with what a client may know", async () => {
    vi.spyOn(console, "error").mockReturnValue();
    const model = await tinyModelWith([]);
    let steps = 0;
    const open = () => {
      const session = model.open();
      const step: typeof session.step = (rows, admit) => {
        if (++steps > 4) throw new Error("inside");
        return session.step(rows, admit);
      };
      return { step, close: () => session.close() };
    };
    const failing = openAi({ load: async () => ({ ...model, open }) });
    const answer = chunksOf(failing.chat.completions.create({ ...long, stream: true }));
    await expect(answer).rejects.toMatchObject({ code: "internal", message: "internal error" });
    await expect(answer).rejects.toBeInstanceOf(OpenAI.APIError);
  });
});

test("a completion that is streamed comes as its text, behind the prompt where it shall", async () => {
  const body = { ...raw, n: 2, echo: true };
  const whole = await client.completions.create(body);
  const stream_options = { include_usage: true };
  const chunks = (await chunksOf(client.completions.create({ ...body, stream: true, stream_options }))).map(
    (chunk) => textChunkSchema.parse(chunk),
  );
  const texts = ["", ""];
  for (const { index, text } of chunks.flatMap(({ choices }) => choices)) texts[index] += text;
  expect(texts).toEqual(whole.choices.map(({ text }) => text));
  expect(chunks.at(-1)?.usage?.total_tokens).toBe(whole.usage?.total_tokens);
});

test("options of a stream are for streams", async () => {
  const answer = client.chat.completions.create({
    model: "tiny",
    messages,
    stream_options: { include_usage: true },
  });
  await expect(answer).rejects.toMatchObject({ status: 400, param: "/stream_options" });
});
