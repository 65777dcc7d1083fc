import { expect, test } from "vitest";
import { alignCall, bodyBytes, errorOf, tinyApp } from "./app.ts";

const app = tinyApp();

async function refusal(request: Request): Promise<[number, string, string | null]> {
  const response = await app.request(request);
  const { code, param } = await errorOf(response);
  return [response.status, code, param];
}

const notJson = [400, "invalid_request", ""];

test.each(["", "{", '{"prompt":"x",}', '{"max_tokens":NaN}', "[".repeat(100_000)])(
  "%.20j is no JSON",
  async (text) => {
    expect(await refusal(alignCall(text))).toEqual(notJson);
  },
);

test("deeply nested JSON is refused like any other value", async () => {
  const nested = `{"prompt":"x","rewards":${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
  expect((await refusal(alignCall(nested)))[0]).toBe(400);
});

test("a body that is not UTF-8", async () => {
  const bytes = Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d);
  expect(await refusal(alignCall(bytes))).toEqual(notJson);
});

test.each(["text/plain", "application/x-www-form-urlencoded", "application/jsonp"])(
  "a body of type %s",
  async (type) => {
    const request = alignCall('{"prompt":"x"}', { headers: { "content-type": type } });
    expect(await refusal(request)).toEqual([415, "unsupported_media_type", null]);
  },
);

test("parameters of the content type and its case do not matter", async () => {
  const headers = { "content-type": "Application/JSON; charset=utf-8" };
  const response = await app.request(alignCall({ prompt: "the", max_tokens: 1 }, { headers }));
  expect(response.status).toBe(200);
});

test("a body over the limit, by its length", async () => {
  const text = JSON.stringify({ rewards: [{ type: "regex", pattern: "a".repeat(1024 * 1024) }] });
  const headers = { "content-type": "application/json", "content-length": String(text.length) };
  expect(await refusal(alignCall(text, { headers }))).toEqual([413, "payload_too_large", null]);
});

test("a body over the limit that does not tell its length is not read to its end", async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 16 * 1024;
      controller.enqueue(new Uint8Array(16 * 1024).fill(0x20));
    },
  });
  expect(await refusal(alignCall(endless))).toEqual([413, "payload_too_large", null]);
  expect(sent).toBeLessThan(2 * bodyBytes);
});
