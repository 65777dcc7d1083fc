import { expect, test } from "vitest";
import { tokensSchema } from "../../src/spec/tokenize.ts";
import { tinyModel } from "../support/tiny-model.ts";
import { alignCall, errorOf, jsonCall, tinyApp } from "./app.ts";

const app = tinyApp();

async function tokens(body: object) {
  const response = await app.request(jsonCall("/v1/tokenize", body));
  expect(response.status).toBe(200);
  return tokensSchema.parse(await response.json());
}

test.each(["the people of the sea", "", "naïve café — 東京 🌊🌊", " \n\t ", "<|im_end|> is a marker"])(
  "the pieces of %j are the text",
  async (text) => {
    const { count, tokens: ids, pieces } = await tokens({ text });
    expect([ids.length, pieces.length]).toEqual([count, count]);
    expect(pieces.join("")).toBe(text);
    expect(ids).toEqual((await tinyModel()).tokenizer.encode(text));
  },
);

test("messages count as the prompt of their answer does", async () => {
  const messages = [
    { role: "system", content: "be brief" },
    { role: "user", content: "the people" },
  ];
  const answer = await app.request(alignCall({ messages, max_tokens: 1, search: { strategy: "greedy" } }));
  const { usage } = (await answer.json()) as { usage: { prompt_tokens: number } };
  expect((await tokens({ messages })).count).toBe(usage.prompt_tokens);
});

test.each<[object, string]>([
  [{}, "/text"],
  [{ text: "a", messages: [{ role: "user", content: "b" }] }, "/text"],
  [{ text: "x".repeat(40_000) }, "/text"],
  [{ text: "\ud800" }, "/text"],
  [{ text: "a", special: true }, "/special"],
])("%j is refused", async (body, param) => {
  const response = await app.request(jsonCall("/v1/tokenize", body));
  expect(response.status).toBe(400);
  expect((await errorOf(response)).param).toBe(param);
});
