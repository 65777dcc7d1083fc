import { expect, test } from "vitest";
import { pauseAfter } from "../../client/retry.ts";
import { tinyApp } from "../worker/app.ts";
import { type App, tinyClient } from "./tiny-client.ts";

const request = { prompt: "the people", max_tokens: 2 };

/** The API behind something that refuses the first calls. */
function busyAtFirst(refusals: number, status: 429 | 500 | 503, retryAfter: string, code = "overloaded") {
  const app = tinyApp();
  const calls = { count: 0 };
  const front: App = {
    request: (input) =>
      ++calls.count > refusals
        ? app.request(input)
        : Response.json(
            { error: { message: "busy", type: "server_error", code, param: null } },
            { status, headers: { "retry-after": retryAfter } },
          ),
  };
  return { client: tinyClient({}, front), calls };
}

test.each([429, 503] as const)("a %i is tried again", async (status) => {
  const { client, calls } = busyAtFirst(2, status, "0");
  expect(await client.align(request)).toMatchObject({ object: "alignment" });
  expect(calls.count).toBe(3);
});

test("no more often than is wanted", async () => {
  const { client, calls } = busyAtFirst(9, 503, "0");
  const refused = { status: 503, code: "overloaded", retryAfter: 0 };
  await expect(client.align(request)).rejects.toMatchObject(refused);
  expect(calls.count).toBe(3);
  await expect(client.align(request, { maxRetries: 0 })).rejects.toMatchObject(refused);
  expect(calls.count).toBe(4);
});

test.each([
  [500, "internal"],
  [503, "stage_lost"],
] as const)("a %i that is %s, and may have been paid for, is not", async (status, code) => {
  const { client, calls } = busyAtFirst(1, status, "0", code);
  await expect(client.align(request)).rejects.toMatchObject({ status, code });
  expect(calls.count).toBe(1);
});

test("a server that wants to be left alone for long is", async () => {
  const { client, calls } = busyAtFirst(1, 429, "3600");
  await expect(client.align(request)).rejects.toMatchObject({ status: 429, retryAfter: 3600 });
  expect(calls.count).toBe(1);
});

test("Retry-After may be a date, and is made nothing of where it is neither", async () => {
  const { client } = busyAtFirst(1, 429, new Date(Date.now() + 3_600_000).toUTCString());
  const error = await client.align(request).catch(({ retryAfter }) => retryAfter);
  expect(error).toBeGreaterThan(3500);
  const odd = busyAtFirst(1, 500, "soon", "internal");
  await expect(odd.client.align(request)).rejects.toMatchObject({ retryAfter: null });
});

test("a pause ends with the call", async () => {
  const { client, calls } = busyAtFirst(1, 503, "30");
  const signal = AbortSignal.timeout(20);
  await expect(client.align(request, { signal })).rejects.toMatchObject({ name: "TimeoutError" });
  expect(calls.count).toBe(1);
});

test("pauses are as long as the server wants, or grow up to half a minute", () => {
  const told = pauseAfter({ status: 503, code: "overloaded", retryAfter: 5 }, 1) ?? 0;
  expect(told).toBeGreaterThanOrEqual(5000);
  expect(told).toBeLessThanOrEqual(6250);
  const untold = [1, 2, 3, 20].map(
    (tries) => pauseAfter({ status: 429, code: null, retryAfter: null }, tries) ?? 0,
  );
  expect(untold).toEqual(untold.toSorted((a, b) => a - b));
  expect(untold[0]).toBeGreaterThanOrEqual(500);
  expect(untold.at(-1)).toBeLessThanOrEqual(37_500);
});
