import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { pageFiles } from "../../web/page-files.ts";
import { tinyApp } from "./app.ts";

const files = await pageFiles();
const app = tinyApp({}, undefined, {
  readPageFile: async (name) => {
    const path = files.get(name);
    return path === undefined ? null : readFile(path);
  },
});

test("GET /docs is a page whose scripts and styles the server has itself", async () => {
  const response = await app.request("/docs");
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  const page = await response.text();
  expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//u);
  for (const [, address = ""] of page.matchAll(/(?:src|href)="(\/web\/[^"]+)"/gu)) {
    const file = await app.request(address);
    expect([address, file.status]).toEqual([address, 200]);
    expect(file.headers.get("content-type")).toMatch(/^text\/(?:css|javascript)/u);
  }
});

test("a page may load nothing from elsewhere, and is asked for again only where it has changed", async () => {
  const { headers } = await app.request("/docs");
  expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; script-src 'self'; /u);
  expect(headers.get("cache-control")).toBe("no-cache");
  const again = await app.request("/docs", { headers: { "if-none-match": String(headers.get("etag")) } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
});

test.each([
  "/web/",
  "/web/page-files.ts",
  "/web/../package.json",
  "/web/%2e%2e/package.json",
  "/web/..%2fpackage.json",
  "/web/docs",
])("%s is not there", async (path) => {
  expect((await app.request(path)).status).toBe(404);
});
