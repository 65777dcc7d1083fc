/**
 * Tells workerd of clients that go away.
 *
 * @module
 */
import { connect, createServer, type Server, type Socket } from "node:net";

/** A TCP server that listens. */
export interface Front {
  port: number;
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1 and passes every connection on to `targetPort`.
 *
 * A client that closes its connection sends FIN, which to workerd could as well mean that it still listens
 * for the answer: it learns better only when it writes. So here a closed connection is reset, which aborts
 * `request.signal` at once. On Cloudflare's network the edge does this.
 *
 * @throws Error with code `EADDRINUSE` where the port is taken
 */
export async function startDisconnectFront(port: number, targetPort: number): Promise<Front> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const target = connect(targetPort, "127.0.0.1");
    for (const socket of [client, target]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      // A broken connection closes next, and that is handled.
      socket.on("error", () => undefined);
      socket.on("close", () => sockets.delete(socket));
    }
    // An end passed on would be a FIN, after which a connection cannot be reset any more.
    client.pipe(target, { end: false });
    target.pipe(client);
    client.on("end", () => target.resetAndDestroy());
    client.on("close", () => target.resetAndDestroy());
    target.on("close", () => client.end());
  });
  await listen(server, port);
  return {
    port: portOf(server),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** @throws Error with code `EADDRINUSE` where the port is taken */
export async function requireFreePort(port: number): Promise<void> {
  const server = createServer();
  await listen(server, port);
  await new Promise((resolve) => server.close(resolve));
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve());
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server does not listen");
  return address.port;
}
