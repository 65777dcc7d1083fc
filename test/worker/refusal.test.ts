import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { TillerError } from "../../src/spec/tiller-error.ts";
import { refusal } from "../../worker/refusal.ts";
import { errorOf } from "./app.ts";
import { guarded } from "./guarded.ts";

const origin = "https://example.com";
const flood = new TillerError("rate_limited", "too many requests", { retryAfter: 60 });
const stopped = new TillerError("model_unavailable", "the engine stopped", { retryAfter: 1 });

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});

afterEach(() => {
  vi.restoreAllMocks();
});

const call = (init: RequestInit = {}) =>
  new Request("http://localhost/v1/models", { ...init, headers: { origin, "x-request-id": "mine" } });

describe("what is refused in front of the app", () => {
  test.each([
    [429, "60", flood],
    [503, "1", stopped],
  ])("with %i looks as an error of the app's does", async (status, retryAfter, error) => {
    const response = await refusal(call(), error, `http://localhost:3000, ${origin}`);
    expect([response.status, response.headers.get("retry-after")]).toEqual([status, retryAfter]);
    const { app } = guarded({ ann: {} }, { variables: { CORS_ORIGINS: `http://localhost:3000, ${origin}` } });
    const usual = await app.request(call());
    expect(usual.status).toBe(401);
    for (const [name, value] of usual.headers) {
      if (name !== "www-authenticate") expect([name, response.headers.get(name)]).toEqual([name, value]);
    }
    expect(response.headers.get("x-request-id")).toBe("mine");
    expect(response.headers.get("access-control-allow-origin")).toBe(origin);
    expect((await errorOf(response)).code).toBe(error.code);
  });

  test("may be asked for beforehand, or a page could not read it", async () => {
    const preflight = new Request("http://localhost/v1/align", {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST" },
    });
    const { status, headers } = await refusal(preflight, flood, origin);
    expect([status, headers.get("access-control-allow-origin")]).toEqual([204, origin]);
  });

  test.each([undefined, "", "no origin", "https://other.example"])(
    "is for no other page to read: %s",
    async (origins) => {
      const response = await refusal(call({ method: "POST" }), flood, origins);
      expect(response.status).toBe(429);
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
    },
  );
});
