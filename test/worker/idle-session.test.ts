import { afterEach, expect, test, vi } from "vitest";
import type { StageSession, StageStep } from "../../src/model/layer-stage.ts";
import { noMemoryLeft } from "../../src/model/slot-memory.ts";
import { IdleSession } from "../../worker/idle-session.ts";

afterEach(() => {
  vi.useRealTimers();
});

/** Sessions of a stage that has room for one of them. */
function sessionsInTurn(): () => StageSession {
  let holder: StageSession | null = null;
  return () => {
    const session: StageSession = {
      step: async () => {
        if (holder !== null && holder !== session) throw noMemoryLeft();
        holder = session;
        return { y: new Float32Array(), taps: [] };
      },
      keep: async () => {},
      recall: async () => false,
      close: () => {
        if (holder === session) holder = null;
      },
    };
    return session;
  };
}

test("where there is no room, sessions that nobody comes back to make some, and no others", async () => {
  vi.useFakeTimers();
  const open = sessionsInTurn();
  const [forgotten, later] = [new IdleSession(open()), new IdleSession(open())];
  const step: StageStep = {
    x: new Float32Array(),
    capacity: 1,
    taps: [],
    positions: new Int32Array(),
    slots: new Int32Array(),
    ancestors: new Int32Array(),
    ancestorCounts: new Int32Array(),
  };
  await forgotten.step(step);
  await vi.advanceTimersByTimeAsync(60_000);
  await expect(later.step(step)).rejects.toMatchObject({ code: "overloaded" });
  await vi.advanceTimersByTimeAsync(61_000);
  await later.step(step);
  await expect(forgotten.step(step)).rejects.toThrow("closed");
  later.close();
});
