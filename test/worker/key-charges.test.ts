import { describe, expect, test, vi } from "vitest";
import type { LanguageModel } from "../../src/model/language-model.ts";
import { alignmentSchema } from "../../src/spec/result.ts";
import { readUpstreams } from "../../worker/upstreams.ts";
import { countingModel } from "../support/counting-model.ts";
import { losingModel } from "../support/losing-model.ts";
import { openAiServer, type ServerHabits } from "../support/openai-server.ts";
import { tinyModel } from "../support/tiny-model.ts";
import { errorOf } from "./app.ts";
import { guarded, hashOf } from "./guarded.ts";
import { samplesIn } from "./samples.ts";

const perMinute = 120;
const budget = { forward_tokens: 90 };
const search = { strategy: "sample" };
const messages = [{ role: "user", content: "the people" }];

/** A streamed request in the words of each route. */
const routes = [
  ["/v1/align", { messages, max_tokens: 40, seed: 1, stream: true, search, budget }],
  [
    "/v1/chat/completions",
    { model: "tiny", messages, max_tokens: 40, seed: 1, stream: true, alignment: { search, budget } },
  ],
] as const;

/**
 * An app with a key, and what its model has really computed.
 *
 * @param held - before the steps behind the first six: the tiny model would have said all before anybody can leave
 */
async function counting(held?: Promise<void>) {
  const tiny = await tinyModel();
  const { model: counted, counts } = countingModel(tiny);
  const model: LanguageModel = {
    ...counted,
    open: () => {
      const session = counted.open();
      const step: typeof session.step = async (...asked) => {
        if (counts.steps >= 6) await held;
        return session.step(...asked);
      };
      return { step, close: () => session.close() };
    },
  };
  const api = guarded(
    { ann: { forward_tokens_per_minute: perMinute, requests_per_minute: 5 } },
    { engine: { load: async () => ({ ...tiny, ...model }) } },
  );
  return { ...api, counts };
}

describe.each(routes)("a stream of %s is charged to its key", (path, body) => {
  test("by what it has computed, when it has ended", async () => {
    const { post, counts, expectLeft } = await counting();
    await (await post("ann", body, {}, path)).text();
    expect(counts.rows).toBeGreaterThan(40);
    await expectLeft("ann", perMinute - counts.rows);
  });

  test("by what it had computed when its client left", async () => {
    const left = Promise.withResolvers<void>();
    const { post, counts, inFlight, expectLeft } = await counting(left.promise);
    const reader = (await post("ann", body, {}, path)).body?.getReader();
    while (counts.steps < 4) await reader?.read();
    // As long as it lasts, its budget is not for others.
    expect((await post("ann", body, {}, path)).status).toBe(429);
    await reader?.cancel();
    left.resolve();
    await vi.waitFor(async () => expect(await inFlight("ann")).toBe(0));
    expect(counts.steps).toBeLessThan(30);
    await expectLeft("ann", perMinute - counts.rows);
  });

  test("and is none where the key has not enough left", async () => {
    const { post, counts } = await counting();
    await (await post("ann", body, {}, path)).text();
    const { rows } = counts;
    const refused = await post("ann", body, {}, path);
    expect([refused.status, refused.headers.get("content-type")]).toEqual([429, "application/json"]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await errorOf(refused)).toMatchObject({ code: "rate_limited", type: "rate_limit_error" });
    expect(counts.rows).toBe(rows);
  });
});

test("an answer that is made again where a part of the model was lost is charged once at most", async () => {
  const lost = vi.fn((session: number, step: number) => session < 3 && step === 30);
  const { post, expectLeft } = guarded(
    { ann: { forward_tokens_per_minute: perMinute } },
    { engine: { load: () => losingModel(lost) } },
  );
  const body = { messages, max_tokens: 40, seed: 1, search, budget };
  expect((await post("ann", body)).status).toBe(200);
  expect(lost.mock.results.filter(({ value }) => value)).toHaveLength(3);
  await expectLeft("ann", perMinute - budget.forward_tokens);
});

describe("a call of an upstream that never tells what it took", () => {
  const gone = Promise.withResolvers<void>();
  const asked = {
    model: "theirs",
    messages,
    max_tokens: 6,
    seed: 3,
    search: { strategy: "best_of_n", n: 4 },
  };

  /** What becomes of the second of four calls, which are made one after the other. */
  const fates: [string, (leave: () => void) => ServerHabits][] = [
    [
      "because the client leaves",
      (leave) => ({
        received: (call) => {
          if (call < 2) return undefined;
          leave();
          return gone.promise;
        },
      }),
    ],
    ["because it fails", () => ({ instead: (call) => (call === 2 ? { status: 500 } : undefined) })],
    [
      "because its answer is none",
      () => ({ instead: (call) => (call === 2 ? { status: 200, body: "{}" } : undefined) }),
    ],
  ];

  test.each(fates)("%s costs its key what it can have been at most", async (_, habits) => {
    const client = new AbortController();
    await using server = await openAiServer(habits(() => client.abort()));
    const theirs = { kind: "openai", base_url: server.url, model: "m", calls_at_once: 1 };
    const { get, post, expectLeft } = guarded(
      { ann: { forward_tokens_per_minute: 5000 } },
      {
        engine: { upstreams: readUpstreams({ UPSTREAMS: JSON.stringify({ theirs }) }, "tiny", fetch) },
        variables: { METRICS_SHA256: hashOf("watcher") },
      },
    );
    const response = await post("ann", asked, { signal: client.signal });
    const { usage } = alignmentSchema.parse(await response.json());
    // The first one is what is known.
    const known = server.told.prompt + server.told.completion;
    expect(usage).toMatchObject({ forward_tokens: known, steps: 2 });
    // The prompt's length the first one has told.
    const most = server.told.prompt + asked.max_tokens;
    expect(samplesIn(await (await get("/metrics", "Bearer watcher")).text())).toMatchObject({
      tiller_forward_tokens_total: known,
      tiller_untold_tokens_total: most,
    });
    await expectLeft("ann", 5000 - known - most);
    gone.resolve();
  });
});
