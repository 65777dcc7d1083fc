import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { experimental_readRawConfig as readRawConfig } from "wrangler";
import { ask, lastingPart } from "../../bench/edge/ask.ts";
import { root } from "../../scripts/run-tool.ts";
import { type LocalServer, singleIsolate, startLocalServer } from "../../scripts/server/local-server.ts";

const names = ["ann", "ben", "cem", "dea", "eli", "fay", "gil", "hal"];
let server: LocalServer;
let folder: string;

// Four objects; in a local workerd they share one isolate.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tiller-hosts-"));
  const { rawConfig } = readRawConfig({ config: singleIsolate.config });
  const hash = (name: string) => createHash("sha256").update(`secret-${name}`).digest("hex");
  const keys = names.map((name) => [name, { sha256: hash(name), requests_per_minute: 2 }]);
  const config = join(folder, "wrangler.json");
  const placed = {
    ...rawConfig,
    main: join(root, "worker/index.ts"),
    assets: { ...rawConfig.assets, directory: join(root, "dist/assets") },
    build: undefined,
    vars: { ...rawConfig.vars, HOSTS: "4", API_KEYS: JSON.stringify(Object.fromEntries(keys)) },
  };
  writeFileSync(config, JSON.stringify(placed));
  server = await startLocalServer({ port: 0, workers: [{ ...singleIsolate, config }] });
}, 240_000);

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string) =>
  fetch(`${server.url}${path}`, { headers: { authorization: "Bearer secret-ann" } });

test("with several objects answers and keys' limits are as with one, and one isolate loads one model", async () => {
  const request = { prompt: "The capital of France is", max_tokens: 4, search: { strategy: "greedy" } };
  const expected = lastingPart(await ask(inject("url"), request));
  const send = (name: string) =>
    fetch(`${server.url}/v1/align`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer secret-${name}` },
      body: JSON.stringify(request),
    });
  // None of the objects has loaded the model yet.
  const answers = await Promise.all(names.map(send));
  for (const answer of answers) expect(lastingPart(await answer.json())).toEqual(expected);
  // Four objects that each allowed the key two would let all eight through.
  const burst = await Promise.all(Array.from({ length: 8 }, () => get("/v1/models")));
  expect(burst.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(4);

  const health = await Promise.all(
    [0, 1, 2, 3].map(async (host) => (await get(`/healthz?host=${host}`)).json()),
  );
  expect(health.filter(({ computed }) => computed.steps > 0).length).toBeGreaterThan(1);
  const heaps = new Set(health.map(({ isolates }) => isolates[0].wasm_heap_bytes));
  expect(heaps.size).toBe(1);
  expect((await get("/healthz?host=4")).status).toBe(404);
});
