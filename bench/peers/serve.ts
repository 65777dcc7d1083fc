/**
 * The HTTP server that the page comes from: files and folders, each under a path of its own, and the two ends of
 * the measurement.
 *
 * @module
 */
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";

export interface Site {
  /** What is served as it stands, by path. */
  readonly pages: ReadonlyMap<string, { type: string; body: string | Uint8Array }>;
  /** Files by path; a path that ends with a slash is a folder's. */
  readonly files: ReadonlyMap<string, string>;
  /** Takes what is posted to a path. */
  readonly posts: ReadonlyMap<string, (body: string) => void>;
}

const types: Readonly<Record<string, string>> = {
  ".wasm": "application/wasm",
  ".mjs": "text/javascript",
  ".json": "application/json",
};

/** Serves on a free port of this machine alone. */
export async function serve(site: Site): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    answer(site, request, response).catch(() => response.writableEnded || response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}/`, close };
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // The parser resolves dots, so that no path leads out of a folder.
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const post = site.posts.get(pathname);
  if (post && request.method === "POST") {
    post(await text(request));
    response.writeHead(204).end();
    return;
  }
  const page = site.pages.get(pathname);
  if (page) {
    response.writeHead(200, { "content-type": page.type }).end(page.body);
    return;
  }
  const file = fileAt(site, pathname);
  if (file === null) {
    response.writeHead(404).end();
    return;
  }
  const stream = createReadStream(file);
  try {
    await once(stream, "open");
  } catch {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
  await pipeline(stream, response);
}

function fileAt({ files }: Site, pathname: string): string | null {
  const exact = files.get(pathname);
  if (exact !== undefined) return exact;
  for (const [path, folder] of files) {
    if (path.endsWith("/") && pathname.startsWith(path)) return join(folder, pathname.slice(path.length));
  }
  return null;
}
