import { expect, test } from "vitest";
import { alignCall, tinyApp } from "./app.ts";

test("each request is logged in one line, without what was asked or answered", async () => {
  const lines: string[] = [];
  const app = tinyApp({}, (line) => lines.push(line));
  await app.request(alignCall({ prompt: "the secret", max_tokens: 2 }));
  await app.request(alignCall({ prompt: "the secret", colour: 1 }));
  await app.request("/nowhere");
  expect(lines).toEqual([
    expect.stringMatching(/^200 POST \/v1\/align \d+\.\d s [\w-]{36}$/),
    expect.stringMatching(/^400 POST \/v1\/align \d+\.\d s [\w-]{36}$/),
    expect.stringMatching(/^404 GET \/nowhere \d+\.\d s [\w-]{36}$/),
  ]);
});
