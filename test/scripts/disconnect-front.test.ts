import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type Front, requireFreePort, startDisconnectFront } from "../../scripts/server/disconnect-front.ts";

const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A front, the client's socket and the one that reaches the server behind. */
async function connected(): Promise<{ front: Front; client: Socket; behind: Socket }> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const front = await startDisconnectFront(0, (server.address() as { port: number }).port);
  closers.push(() => server.close(), front.close);
  const client = connect(front.port, "127.0.0.1");
  const [behind] = (await once(server, "connection")) as [Socket];
  return { front, client, behind };
}

test("bytes pass both ways", async () => {
  const { client, behind } = await connected();
  client.write("question");
  expect(String(await once(behind, "data"))).toBe("question");
  behind.end("answer");
  expect(String(await once(client, "data"))).toBe("answer");
  await once(client, "end");
  client.destroy();
});

test("a client that closes is a reset for the server", async () => {
  const { client, behind } = await connected();
  client.write("question");
  await once(behind, "data");
  const failed = once(behind, "error");
  client.end();
  expect(await failed).toMatchObject([{ code: "ECONNRESET" }]);
});

test("a port in use is told apart", async () => {
  const { front } = await connected();
  await expect(requireFreePort(front.port)).rejects.toMatchObject({ code: "EADDRINUSE" });
});
