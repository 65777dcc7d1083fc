import { createHash } from "node:crypto";
import { Hono } from "hono";
import { expect, test, vi } from "vitest";
import { ApiError, type RewardSpec, Tiller } from "../../client/index.ts";
import { nodePlatform } from "../../src/runtime/node.ts";
import { alignmentSchema } from "../../src/spec/result.ts";
import { guardsOf } from "../../worker/guards/guards.ts";
import { readSettings, serviceSettingsSchema } from "../../worker/settings.ts";
import { tinyApp } from "../worker/app.ts";
import { tinyClient, watchedClient } from "./tiny-client.ts";

const request = { prompt: "the people", max_tokens: 4, seed: 7 };

test("align answers with the alignment", async () => {
  const alignment = await tinyClient().align({
    ...request,
    rewards: [{ type: "length", unit: "words", max: 3, enforce: "hard" }],
  });
  expect(alignmentSchema.parse(alignment)).toMatchObject({ model: "tiny", seed: 7 });
  expect(alignment.choices[0]?.reward.satisfied).toBe(true);
});

test("what the server refuses is an ApiError with pointer and request id", async () => {
  const rewards: RewardSpec[] = [{ type: "length", unit: "words", max: -1 }];
  const error = await tinyClient()
    .align({ ...request, rewards })
    .catch((error: unknown) => error);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    status: 400,
    code: "invalid_request",
    param: "/rewards/0/max",
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    retryAfter: null,
  });
});

test("an answer that meets no hard reward is an ApiError where that is asked for", async () => {
  const rewards: RewardSpec[] = [{ type: "keywords", include: ["zebra"], enforce: "hard" }];
  const unmet = tinyClient().align({ ...request, rewards, on_unsatisfied: "error", max_tokens: 1 });
  await expect(unmet).rejects.toMatchObject({ status: 422, code: "unsatisfied" });
});

test("the key is sent, and a base URL may have a path", async () => {
  const heard: string[] = [];
  const outer = new Hono();
  outer.use(async ({ req }, next) => {
    heard.push(`${req.path} ${req.header("authorization")}`);
    await next();
  });
  outer.route("/tiller", tinyApp());
  await tinyClient({ baseUrl: "http://localhost/tiller/", apiKey: "secret" }, outer).align(request);
  expect(heard).toEqual(["/tiller/v1/align Bearer secret"]);
});

test("a server with keys takes one of them, and refuses others", async () => {
  const sha256 = createHash("sha256").update("secret").digest("hex");
  const settings = readSettings(serviceSettingsSchema, { API_KEYS: JSON.stringify({ ann: { sha256 } }) });
  const app = tinyApp({}, undefined, { guards: guardsOf(settings, nodePlatform.clock) });
  expect(await tinyClient({ apiKey: "secret" }, app).align(request)).toMatchObject({ object: "alignment" });
  const refused = { name: "ApiError", status: 401, code: "unauthorized" };
  await expect(tinyClient({ apiKey: "other" }, app).align(request)).rejects.toMatchObject(refused);
  await expect(tinyClient({}, app).stream(request).result()).rejects.toMatchObject(refused);
});

test("an aborted call throws the signal's reason, and the server's work ends", async () => {
  const { engine, client } = watchedClient();
  const caller = new AbortController();
  const long = { prompt: "the", max_tokens: 200, search: { strategy: "deal" } } as const;
  const answer = client.align(long, { signal: caller.signal }).catch((error: unknown) => error);
  await vi.waitFor(() => expect(engine.inFlight).toBe(1), { interval: 1 });
  caller.abort(new Error("no longer wanted"));
  expect(await answer).toEqual(new Error("no longer wanted"));
  await vi.waitFor(() => expect(engine.inFlight).toBe(0));
});

test("what cannot be a base URL or a timeout is refused at once", () => {
  expect(() => new Tiller({ baseUrl: "localhost" })).toThrow(TypeError);
  expect(() => tinyClient({ timeout: 0 }).align(request)).toThrow(RangeError);
});
