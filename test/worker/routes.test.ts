import { expect, test } from "vitest";
import { alignmentSchema } from "../../src/spec/result.ts";
import { alignCall, errorOf, tinyApp } from "./app.ts";

const app = tinyApp();

test("POST /v1/align answers with an alignment", async () => {
  const rewards = [{ type: "length", unit: "words", max: 5, enforce: "hard" }];
  const response = await app.request(alignCall({ prompt: "the people", rewards, max_tokens: 4, seed: 7 }));
  expect(response.status).toBe(200);
  const alignment = alignmentSchema.parse(await response.json());
  expect(alignment).toMatchObject({ model: "tiny", seed: 7 });
});

test("GET /v1/models lists the package without loading it", async () => {
  const load = () => Promise.reject(new Error("not to be loaded"));
  const response = await tinyApp({ load }).request("/v1/models");
  expect(await response.json()).toEqual({
    object: "list",
    data: [
      {
        id: "tiny",
        object: "model",
        created: 0,
        owned_by: "tiller",
        context: expect.any(Number),
        chat: true,
        license: expect.any(String),
        precision: "int8",
        layers: 2,
        source: expect.any(String),
        heads: [],
      },
    ],
  });
});

test("GET /v1/models/{id} is one of them", async () => {
  const load = () => Promise.reject(new Error("not to be loaded"));
  const model = await (await tinyApp({ load }).request("/v1/models/tiny")).json();
  expect(model).toMatchObject({ id: "tiny", object: "model", layers: 2 });
  const missing = await app.request("/v1/models/gpt%2F9");
  expect(missing.status).toBe(404);
  expect(await errorOf(missing)).toMatchObject({
    code: "model_not_found",
    message: expect.stringContaining("gpt/9"),
  });
});

test("GET /healthz says what the model takes", async () => {
  const response = await app.request("/healthz");
  expect(await response.json()).toEqual({
    status: "ok",
    model: "tiny",
    in_flight: 0,
    computed: { steps: expect.any(Number), rows: expect.any(Number) },
    isolates: [{ name: "engine", wasm_heap_bytes: expect.any(Number), buffer_bytes: expect.any(Number) }],
  });
});

test("what is not there is a 404", async () => {
  for (const path of ["/", "/v1", "/v1/align/", "/tiny/manifest.json", "/..%2f"]) {
    const response = await app.request(path);
    expect([path, response.status, (await errorOf(response)).code]).toEqual([path, 404, "not_found"]);
  }
});

test.each([
  ["GET", "/v1/align", "POST"],
  ["DELETE", "/v1/align", "POST"],
  ["POST", "/v1/models", "GET, HEAD"],
  ["POST", "/v1/rewards", "GET, HEAD"],
  ["PUT", "/healthz", "GET, HEAD"],
  ["POST", "/metrics", "GET, HEAD"],
])("%s %s is a 405 that names %s", async (method, path, allowed) => {
  const response = await app.request(path, { method });
  expect([response.status, response.headers.get("allow")]).toEqual([405, allowed]);
  expect((await errorOf(response)).code).toBe("method_not_allowed");
});

test("every answer has an id, which the client may choose, and forbids sniffing", async () => {
  const headers = { "x-request-id": "mine-1" };
  const response = await app.request("/v1/models", { headers });
  expect(response.headers.get("x-request-id")).toBe("mine-1");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect((await app.request("/nowhere")).headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
});

test.each(["x".repeat(256), "two words", "a%0ab", "<b>"])("an id like %s is not taken over", async (id) => {
  const response = await app.request("/v1/models", { headers: { "x-request-id": id } });
  expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
});
