import { describe, expect, test } from "vitest";
import { guardsOf, noGuards } from "../../worker/guards/guards.ts";
import { readSettings, serviceSettingsSchema } from "../../worker/settings.ts";
import { tinyApp } from "./app.ts";

function allowing(CORS_ORIGINS: string, variables: Record<string, string> = {}) {
  const settings = readSettings(serviceSettingsSchema, { CORS_ORIGINS, ...variables });
  return tinyApp({}, undefined, { guards: guardsOf(settings, performance) });
}

const preflight = (origin: string) => ({
  method: "OPTIONS",
  headers: {
    origin,
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization,content-type,x-stainless-os",
  },
});

const API_KEYS = `{"ann":{"sha256":"${"0".repeat(64)}"}}`;

describe("pages of origins that are allowed", () => {
  const app = allowing("https://example.com, http://localhost:3000", { API_KEYS });

  test("may ask beforehand, without a key, and send the headers that clients send", async () => {
    const { status, headers } = await app.request("/v1/align", preflight("http://localhost:3000"));
    expect(status).toBe(204);
    expect(headers.get("access-control-allow-origin")).toBe("http://localhost:3000");
    expect(headers.get("access-control-allow-headers")).toBe("authorization,content-type,x-stainless-os");
    expect(headers.get("access-control-allow-credentials")).toBeNull();
  });

  test("can read answers, errors among them", async () => {
    const { status, headers } = await app.request("/v1/models", {
      headers: { origin: "https://example.com" },
    });
    expect([status, headers.get("access-control-allow-origin")]).toEqual([401, "https://example.com"]);
    expect(headers.get("access-control-expose-headers")).toBe("x-request-id,retry-after");
  });

  test.each(["https://example.org", "https://example.com.evil.test", "null"])("%s is not", async (origin) => {
    const { headers } = await app.request("/v1/align", preflight(origin));
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });
});

test("without origins no page of another may call", async () => {
  const app = tinyApp({}, undefined, { guards: noGuards });
  const response = await app.request("/v1/align", preflight("https://example.com"));
  expect([response.status, response.headers.get("access-control-allow-origin")]).toEqual([405, null]);
});

test("* allows all", async () => {
  const response = await allowing("*").request("/v1/align", preflight("https://example.com"));
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
});

test.each(["example.com", "https://example.com/", "https://example.com,", "https://*.example.com/a"])(
  "%s is no origin",
  (CORS_ORIGINS) => {
    expect(() => allowing(CORS_ORIGINS)).toThrow(/^CORS_ORIGINS\/\d: must be/);
  },
);
