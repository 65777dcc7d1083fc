import { describe, expect, test } from "vitest";
import { textOf } from "../support/align-tiny.ts";
import { eventsOf, textsTold, type Watched, watchTiny } from "../support/watched.ts";

// What is told of a text that is then not returned throws, so each of these would fail where too much is told.

function expectToldWhole({ alignment, events }: Watched): void {
  expect(textsTold(events)[0] ?? "").toBe(textOf(alignment));
}

/** Whether some text was told before the search was over. */
function wasEarly({ events }: Watched): boolean {
  const last = events.findLastIndex(({ object }) => object === "alignment.progress");
  return eventsOf(events.slice(0, last), "alignment.token").length > 0;
}

test("a stop string may stand anywhere, over any tokens", async () => {
  const greedy = { search: { strategy: "greedy" }, max_tokens: 12 };
  const { alignment } = await watchTiny(greedy);
  const text = textOf(alignment);
  for (let at = 1; at < text.length - 7; at += 5) {
    for (const stop of [text.slice(at, at + 7), `${text.slice(at, at + 6)}\n`]) {
      const watched = await watchTiny({ ...greedy, stop: [stop] });
      expectToldWhole(watched);
      expect(textOf(watched.alignment)).toBe(stop.endsWith("\n") ? text : text.slice(0, text.indexOf(stop)));
    }
  }
});

describe("a search that a limit stops may fall back on what it has seen", () => {
  test("on a text that was judged better than those it has chosen since", async () => {
    // A word that stands beside the way.
    const rewards = [{ type: "keywords", include: ["map"], guide: false }];
    const search = { strategy: "deal", k: 4, lookahead: 4, lambda: 0 };
    const greedy = await watchTiny({ search: { strategy: "greedy" }, max_tokens: 12 });
    let isFallback = false;
    for (let steps = 2; steps < 30; steps += 4) {
      const watched = await watchTiny({ rewards, search, max_tokens: 12, budget: { steps } });
      expectToldWhole(watched);
      isFallback ||= !textOf(greedy.alignment).startsWith(textOf(watched.alignment));
    }
    expect(isFallback).toBe(true);
  });

  test("on a whole one, though half of another has been written", async () => {
    const rewards = [{ type: "length", unit: "words", max: 2, guide: false }];
    const search = { strategy: "args", k: 8, weight: 0 };
    for (let forward_tokens = 12; forward_tokens < 24; forward_tokens++) {
      expectToldWhole(await watchTiny({ rewards, search, max_tokens: 12, budget: { forward_tokens } }));
    }
  });
});

describe("a search that led nowhere goes back behind what its paths had in common", () => {
  // Either word is short enough for a line, both are not.
  const rewards = [
    { type: "keywords", include: ["moonlight", "xylophone"], enforce: "hard" },
    { type: "regex", pattern: ".{12}", mode: "absent", enforce: "hard" },
  ];

  test.each(["beam", "banked", "best_first", "auto"])("%s", async (strategy) => {
    for (const width of [1, 3]) {
      const search = strategy === "auto" ? { strategy } : { strategy, width };
      for (let steps = 8; steps < 40; steps += 6) {
        expectToldWhole(await watchTiny({ rewards, max_tokens: 20, search, budget: { steps } }));
      }
    }
  });

  test("without hard rewards none does, and what they have in common is told", async () => {
    const soft = rewards.map((reward) => ({ ...reward, enforce: "soft" }));
    const watched = await watchTiny({
      rewards: soft,
      max_tokens: 20,
      search: { strategy: "banked", width: 2 },
    });
    expectToldWhole(watched);
    expect(wasEarly(watched)).toBe(true);
  });
});
