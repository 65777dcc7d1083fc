import { createHash } from "node:crypto";
import { AuthenticationError, RateLimitError } from "openai";
import { expect, test } from "vitest";
import { guardsOf } from "../../../worker/guards/guards.ts";
import { readSettings, serviceSettingsSchema } from "../../../worker/settings.ts";
import { tinyApp } from "../app.ts";
import { chat, openAiOf } from "./client.ts";

/** An app with one key, `secret`, for so many requests a minute. */
function appWithKey(requests_per_minute: number) {
  const sha256 = createHash("sha256").update("secret").digest("hex");
  const API_KEYS = JSON.stringify({ ann: { sha256, requests_per_minute } });
  const settings = readSettings(serviceSettingsSchema, { API_KEYS });
  return tinyApp({}, () => {}, { guards: guardsOf(settings, { now: () => 0 }) });
}

test("a wrong key is an AuthenticationError", async () => {
  const call = openAiOf(appWithKey(9), "another").chat.completions.create(chat);
  await expect(call).rejects.toBeInstanceOf(AuthenticationError);
  await expect(call).rejects.toMatchObject({ status: 401, code: "unauthorized" });
});

test("one request too many is a RateLimitError, which says when to come again", async () => {
  const client = openAiOf(appWithKey(1), "secret");
  await expect(client.chat.completions.create(chat)).resolves.toMatchObject({ object: "chat.completion" });
  const error: unknown = await client.chat.completions.create(chat).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(RateLimitError);
  expect(error).toMatchObject({ status: 429, code: "rate_limited" });
  expect(Number((error as RateLimitError).headers?.get("retry-after"))).toBeGreaterThan(0);
});
