/**
 * The pages for people, and the files they are made of: `/`, `/docs` and `/web/…`.
 *
 * @module
 */
import { Hono } from "hono";
import { etag } from "hono/etag";
import { secureHeaders } from "hono/secure-headers";
import { serveStatic } from "hono/serve-static";

/** Reads a file of `web/page-files.ts`; null where there is none of that name. */
export type ReadPageFile = (name: string) => Promise<ReadableStream | Uint8Array<ArrayBuffer> | null>;

/** By the address that people type. */
const pages = { "/": "index.html", "/docs": "docs/index.html" };

/**
 * A page may do only what it needs: nothing comes from elsewhere, and nobody frames it. Libraries write `style`
 * attributes, which cannot load anything then.
 */
const secure = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", "data:"],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
});

export function pagesRoute(read: ReadPageFile): Hono {
  const route = new Hono();
  const getContent = (path: string) => read(path);
  // Their names stay while what they hold changes, so browsers ask each time.
  const onFound = (_: string, context: { header(name: string, value: string): void }) =>
    context.header("cache-control", "no-cache");
  for (const [address, path] of Object.entries(pages))
    route.get(address, secure, etag(), serveStatic({ root: "", path, getContent, onFound }));
  const rewriteRequestPath = (path: string) => path.slice("/web/".length);
  // workerd's own folders would answer with a list of what is in them.
  route.get(
    "/web/:file{.+\\.[a-z]+}",
    secure,
    etag(),
    serveStatic({ root: "", rewriteRequestPath, getContent, onFound }),
  );
  return route;
}
