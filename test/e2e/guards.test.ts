import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { experimental_readRawConfig as readRawConfig } from "wrangler";
import { root } from "../../scripts/run-tool.ts";
import { type LocalServer, singleIsolate, startLocalServer } from "../../scripts/server/local-server.ts";

/** Requests that the platform lets through in a minute. */
const most = 12;
const hashOf = (secret: string) => createHash("sha256").update(secret).digest("hex");

let server: LocalServer;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tiller-guards-"));
  const { rawConfig } = readRawConfig({ config: singleIsolate.config });
  const config = join(folder, "wrangler.json");
  const keys = {
    ann: { sha256: hashOf("secret-ann"), budget: { forward_tokens: 40 } },
    ben: { sha256: hashOf("secret-ben"), requests_per_minute: 1 },
  };
  const placed = {
    ...rawConfig,
    main: join(root, "worker/index.ts"),
    assets: { ...rawConfig.assets, directory: join(root, "dist/assets") },
    build: undefined,
    vars: { ...rawConfig.vars, API_KEYS: JSON.stringify(keys), CORS_ORIGINS: "https://example.com" },
    ratelimits: [{ name: "RATE_LIMITER", namespace_id: "1", simple: { limit: most, period: 60 } }],
  };
  writeFileSync(config, JSON.stringify(placed));
  server = await startLocalServer({ port: 0, workers: [{ ...singleIsolate, config }] });
}, 120_000);

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string, key?: string) =>
  fetch(`${server.url}${path}`, {
    headers: { origin: "https://example.com", ...(key !== undefined && { authorization: `Bearer ${key}` }) },
  });

test("in workerd keys are asked for, their limits kept by the object, and floods turned away before it", async () => {
  const statuses = async (...calls: Promise<Response>[]) =>
    (await Promise.all(calls)).map(({ status }) => status);
  expect(await statuses(get("/v1/models"), get("/v1/models", "secret-nobody"))).toEqual([401, 401]);
  expect((await get("/v1/models", "secret-ben")).status).toBe(200);
  const limited = await get("/v1/models", "secret-ben");
  expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "60"]);
  expect(limited.headers.get("access-control-allow-origin")).toBe("https://example.com");

  const answer = await fetch(`${server.url}/v1/align`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer secret-ann" },
    body: JSON.stringify({
      prompt: "The capital of France is",
      max_tokens: 2,
      search: { strategy: "greedy" },
    }),
  });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ budget: { limits: { forward_tokens: 40 } } });
  expect((await get("/openapi.json")).status).toBe(200);
  expect((await get("/docs")).status).toBe(200);
  expect((await get("/metrics")).status).toBe(403);

  const flood = await Promise.all(Array.from({ length: most }, () => get("/v1/models", "secret-ann")));
  const turnedAway = flood.filter(({ status }) => status === 429);
  expect(turnedAway.length).toBeGreaterThan(0);
  // As the app's own errors look, though they come from in front of it.
  expect(Object.fromEntries(turnedAway[0]?.headers ?? [])).toMatchObject({
    "access-control-allow-origin": "https://example.com",
    "x-request-id": expect.any(String),
    "x-content-type-options": "nosniff",
    "retry-after": "60",
  });
  expect(await turnedAway[0]?.json()).toMatchObject({
    error: { code: "rate_limited", message: expect.stringContaining("address") },
  });
});
