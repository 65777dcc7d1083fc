import type OpenAI from "openai";
import { describe, expect, test } from "vitest";
import { textCompletionSchema } from "../../../src/spec/openai/text-completion.ts";
import { tinyModelWith, waveHead } from "../../support/tiny-heads.ts";
import { openAi, raw, withAlignment } from "./client.ts";

const client = openAi();
const create = (body: object) =>
  client.completions.create({ ...raw, ...body } as OpenAI.CompletionCreateParamsNonStreaming);
const textOf = async (body: object) => (await create(body)).choices[0]?.text;

describe("POST /v1/completions", () => {
  test("goes on with a raw prompt, in the documented shape", async () => {
    expect(textCompletionSchema.parse(await create({}))).toMatchObject({
      id: expect.stringMatching(/^cmpl-[\w-]{36}$/),
      object: "text_completion",
      model: "tiny",
      choices: [{ index: 0, text: expect.any(String), logprobs: null }],
      alignment: { seed: 5 },
    });
    expect(await textOf({ prompt: [raw.prompt] })).toBe(await textOf({}));
  });

  test("has 16 tokens unless told otherwise", async () => {
    const { choices } = textCompletionSchema.parse(await create({ max_tokens: undefined, temperature: 0 }));
    expect(choices[0]?.alignment.tokens).toBeLessThanOrEqual(16);
    expect(choices[0]?.finish_reason).toBe("length");
  });

  test("repeats the prompt before the answer where it shall", async () => {
    expect(await textOf({ echo: true })).toBe(`${raw.prompt}${await textOf({})}`);
  });

  test("best_of draws more and returns the likeliest", async () => {
    const all = textCompletionSchema.parse(await create({ n: 4 })).choices;
    const best = textCompletionSchema.parse(await create({ n: 2, best_of: 4 }));
    expect(best.choices.map(({ text }) => text)).toEqual(all.slice(0, 2).map(({ text }) => text));
    const perToken = all.map(({ alignment: { logprob, tokens } }) => (logprob ?? 0) / Math.max(1, tokens));
    expect(perToken[0]).toBeGreaterThanOrEqual(Math.min(...perToken));
    expect(best.usage.completion_tokens_details.rejected_prediction_tokens).toBeGreaterThan(0);
  });

  test("lists log-probabilities side by side", async () => {
    const [choice] = (await create({ logprobs: 2 })).choices;
    const { tokens = [], token_logprobs = [], top_logprobs = [], text_offset = [] } = choice?.logprobs ?? {};
    expect([token_logprobs, top_logprobs, text_offset].map(({ length }) => length)).toEqual(
      Array(3).fill(tokens.length),
    );
    for (const [index, token] of tokens.entries()) {
      expect(top_logprobs[index]?.[token]).toBe(token_logprobs[index]);
      expect(Object.keys(top_logprobs[index] ?? {}).length).toBeGreaterThanOrEqual(2);
      if (!token.startsWith("bytes:")) {
        expect(choice?.text.slice(text_offset[index], (text_offset[index] ?? 0) + token.length)).toBe(token);
      }
    }
    expect((await create({ logprobs: 0 })).choices[0]?.logprobs).not.toHaveProperty("top_logprobs");
  });

  test("takes rewards, too", async () => {
    const rewards = [{ type: "keywords", include: ["tree"], enforce: "hard" }];
    expect(await textOf(withAlignment({ max_tokens: 24 }, { rewards }))).toContain("tree");
  });

  test("says where safety has spoken", async () => {
    const heads = [waveHead("harmful_prompt", 1, { reads: "prompt", bias: 50 })];
    const careful = openAi({ load: () => tinyModelWith(heads) });
    const body = withAlignment({ ...raw, max_tokens: 100 }, { profile: "safe" });
    const [choice] = (await careful.completions.create(body)).choices;
    expect(choice).toMatchObject({
      finish_reason: "content_filter",
      text: expect.stringMatching(/can't help/),
    });
  });
});
