import { expect, test } from "vitest";
import { alignCall, errorOf, tinyApp } from "./app.ts";

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

test("a body over the limit is read before the answer, so that its sender reads the answer", async () => {
  const { stream, sent } = spaces(1024 * 1024);
  expect(await refusal(alignCall(stream))).toEqual([413, "payload_too_large", null]);
  expect(sent()).toBe(1024 * 1024);
});

test("a body without end is not", async () => {
  const { stream, sent } = spaces(Number.POSITIVE_INFINITY);
  expect(await refusal(alignCall(stream))).toEqual([413, "payload_too_large", null]);
  expect(sent()).toBeLessThan(8 * 1024 * 1024);
});

test("a body is read where nobody asked for one", async () => {
  const { stream, sent } = spaces(1024 * 1024);
  const { body } = alignCall(stream);
  const init = { method: "POST", body, duplex: "half" } as RequestInit;
  expect((await app.request("/nowhere", init)).status).toBe(404);
  expect(sent()).toBe(1024 * 1024);
});

/** White space, and how much of it was taken. */
function spaces(bytes: number) {
  let taken = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (taken >= bytes) return controller.close();
      taken += 16 * 1024;
      controller.enqueue(new Uint8Array(16 * 1024).fill(0x20));
    },
  });
  return { stream, sent: () => taken };
}
