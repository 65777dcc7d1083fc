import { expect, inject, test, vi } from "vitest";
import { ApiError, Tiller } from "../../client/index.ts";
import { alignmentSchema } from "../../src/spec/result.ts";
import { inFlight } from "./client.ts";

const client = new Tiller({ baseUrl: inject("url") });
const greedy = { prompt: "The capital of France is", max_tokens: 4, search: { strategy: "greedy" } } as const;

test("the typed client aligns, streams the same text, and knows an error when it meets one", async () => {
  const alignment = alignmentSchema.parse(await client.align(greedy));
  const pieces: string[] = [];
  for await (const piece of client.stream(greedy).text()) pieces.push(piece);
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.join("")).toBe(alignment.choices[0]?.text);
  const refused: unknown = await client.align({ ...greedy, model: "other" }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ApiError);
  expect(refused).toMatchObject({ status: 404, code: "model_not_found", param: "/model" });
});

test("who leaves its stream frees the engine", async () => {
  const long = { prompt: "Once upon a time", max_tokens: 1000, search: { strategy: "sample" } } as const;
  for await (const _ of client.stream(long)) break;
  await vi.waitFor(async () => expect(await inFlight()).toBe(0), { timeout: 5_000, interval: 50 });
});
