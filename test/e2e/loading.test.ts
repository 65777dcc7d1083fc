import { afterAll, beforeAll, expect, test } from "vitest";
import { type LocalServer, startLocalServer } from "../../scripts/server/local-server.ts";

let server: LocalServer;

// A server of its own, that has not loaded the model.
beforeAll(async () => {
  server = await startLocalServer({ port: 0 });
}, 60_000);

afterAll(() => server.close());

test("a client that goes away while its request loads the model leaves the others theirs", async () => {
  const client = new AbortController();
  const first = fetch(`${server.url}/healthz`, { signal: client.signal }).catch(({ name }: Error) => name);
  const second = fetch(`${server.url}/healthz`);
  await new Promise((resolve) => setTimeout(resolve, 300));
  client.abort();
  expect(await first).toBe("AbortError");
  expect((await second).status).toBe(200);
});
