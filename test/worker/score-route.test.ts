import { expect, test } from "vitest";
import { scoresSchema } from "../../src/spec/score.ts";
import { errorOf, jsonCall, tinyApp } from "./app.ts";

const app = tinyApp();
const body = { prompt: "the people", texts: [" of the sea", " of the land"] };

test("POST /v1/score scores each text by rewards and by how likely it is", async () => {
  const rewards = [{ type: "keywords", include: ["sea"], enforce: "hard" }];
  const response = await app.request(jsonCall("/v1/score", { ...body, rewards }));
  expect(response.status).toBe(200);
  const { data, model, budget } = scoresSchema.parse(await response.json());
  expect(data.map(({ reward }) => reward.satisfied)).toEqual([true, false]);
  expect([model, budget.limits.forward_tokens]).toEqual(["tiny", 4096]);
});

test("a model that is not there is a 404", async () => {
  const response = await app.request(jsonCall("/v1/score", { ...body, model: "gpt-9" }));
  expect([response.status, (await errorOf(response)).code]).toEqual([404, "model_not_found"]);
});

test("a client that has gone is told nothing, and costs nothing", async () => {
  const client = new AbortController();
  client.abort();
  const response = await app.request(jsonCall("/v1/score", body, { signal: client.signal }));
  expect([response.status, (await errorOf(response)).code]).toEqual([499, "cancelled"]);
});
