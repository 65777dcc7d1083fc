import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { GivenUp, within } from "../../worker/guards/deadline.ts";
import { longestCall } from "../../worker/in-time.ts";
import { tinyModel } from "../support/tiny-model.ts";
import { errorOf } from "./app.ts";
import { guarded, hashOf } from "./guarded.ts";
import { samplesIn } from "./samples.ts";

const patient = new AbortController().signal;

const unexpected = () => expect.unreachable("given up");

/** Work that hangs, and whether it was told to end. */
function endless() {
  const state = { told: false };
  const work = (signal: AbortSignal) =>
    new Promise<never>(() => signal.addEventListener("abort", () => (state.told = true)));
  return { state, work };
}

test("work that does not end is told to, and the client waits no longer", async () => {
  const { state, work } = endless();
  const late = within({ patience: 5, toEnd: 60_000, gaveUp: unexpected }, patient, (begin) => begin(work));
  await expect(late).rejects.toMatchObject({ code: "timeout", status: 504 });
  expect(state.told).toBe(true);
});

test("work that does not even end then is given up", async () => {
  const begun = Promise.withResolvers<unknown>();
  const gaveUp = vi.fn();
  const late = within({ patience: 5, toEnd: 5, gaveUp }, patient, async (begin) => {
    const work = begin(endless().work);
    begun.resolve(work.catch((error: unknown) => error));
    return work;
  });
  await expect(late).rejects.toMatchObject({ code: "timeout" });
  expect(await begun.promise).toBeInstanceOf(GivenUp);
  expect(gaveUp).toHaveBeenCalledTimes(1);
});

test("work is told when the client goes away", async () => {
  const client = new AbortController();
  const work = within({ patience: 60_000, toEnd: 60_000, gaveUp: unexpected }, client.signal, (begin) =>
    begin(async (signal) => {
      client.abort();
      return signal.aborted;
    }),
  );
  expect(await work).toBe(true);
});

describe("a request whose stage does not answer", () => {
  const body = { prompt: "the people", max_tokens: 12, budget: { forward_tokens: 80, time_ms: 30_000 } };

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    vi.spyOn(console, "error").mockImplementation(() => undefined);
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  /** An app with one place, whose third step waits for `answer`; and a request that has waited until its deadline. */
  async function stuck() {
    const { promise, resolve: answer } = Promise.withResolvers<void>();
    const { promise: hangs, resolve: hang } = Promise.withResolvers<void>();
    const tiny = await tinyModel();
    const counts = { steps: 0, rows: 0 };
    const open = () => {
      const session = tiny.open();
      const step: typeof session.step = async (...asked) => {
        counts.rows += asked[0].length;
        if (++counts.steps === 3) {
          hang();
          await promise;
        }
        return session.step(...asked);
      };
      return { ...session, step, close: () => session.close() };
    };
    const api = guarded(
      { ann: { forward_tokens_per_minute: 100 }, ben: {} },
      {
        engine: { load: async () => ({ ...tiny, open }), maxInFlight: 1 },
        variables: { METRICS_SHA256: hashOf("watcher") },
      },
    );
    const response = api.post("ann", body);
    await hangs;
    await vi.advanceTimersByTimeAsync(91_000);
    expect((await errorOf(await response)).code).toBe("timeout");
    return { ...api, answer, counts };
  }

  test("keeps its place and its key's tokens until the work has ended", async () => {
    const { post, inFlight, expectLeft, answer, counts } = await stuck();
    expect(await inFlight("ann")).toBe(1);
    expect((await post("ben", body)).status).toBe(503);
    expect((await post("ann", body)).status).toBe(429);
    answer();
    vi.useRealTimers();
    await expectLeft("ann", 100 - counts.rows);
    expect((await post("ben", body)).status).toBe(200);
  });

  test("loses its place when it is given up, and its key the whole budget; metrics tell", async () => {
    const { get, post, inFlight } = await stuck();
    const givenUp = async () =>
      samplesIn(await (await get("/metrics", "Bearer watcher")).text()).tiller_given_up_total;
    await vi.advanceTimersByTimeAsync(longestCall);
    expect([await inFlight("ann"), await givenUp()]).toEqual([1, 0]);
    await vi.advanceTimersByTimeAsync(15_000);
    expect([await inFlight("ann"), await givenUp()]).toEqual([0, 1]);
    expect((await post("ann", { ...body, budget: { forward_tokens: 21 } })).status).toBe(429);
  });
});
