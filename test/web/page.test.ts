import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { pageFiles } from "../../web/page-files.ts";
import { tinyApp } from "../worker/app.ts";

const files = await pageFiles();
const app = tinyApp({}, undefined, {
  readPageFile: async (name) => {
    const path = files.get(name);
    return path === undefined ? null : readFile(path);
  },
});

test("GET / is the playground, all of whose files the server has itself", async () => {
  const response = await app.request("/");
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  const page = await response.text();
  const addresses = [...page.matchAll(/<(?:script|link)[^>]* (?:src|href)="([^"]+)"/gu)].map(
    ([, address]) => address,
  );
  expect(addresses).toHaveLength(3);
  for (const address of addresses)
    expect([address, (await app.request(String(address))).status]).toEqual([address, 200]);
});

test("the page needs nothing that a strict policy would forbid", async () => {
  const page = await (await app.request("/")).text();
  expect(page).not.toMatch(/ (?:on\w+|style)=/u);
  expect(page).not.toMatch(/<script(?![^>]* src=)/u);
  expect(page).not.toMatch(/<style/u);
});

test("the schemas are types to the page: none of them is in its script", async () => {
  const script = await (await app.request("/web/playground.js")).text();
  expect(script).not.toMatch(/ZodError|_zod/u);
  expect(script).not.toMatch(/\beval\(|new Function/u);
  expect(script.length).toBeLessThan(100_000);
});
