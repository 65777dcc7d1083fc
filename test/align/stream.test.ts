import { describe, expect, test } from "vitest";
import type { AlignEvent } from "../../src/spec/stream.ts";
import { alignAt, upstreamAt } from "../support/align-upstream.ts";
import { openAiServer } from "../support/openai-server.ts";
import { eventsOf, textsTold, watchTiny } from "../support/watched.ts";

const keywords = { type: "keywords", include: ["dog"] };
/** Judges finished texts only. */
const blackBox = { ...keywords, guide: false };

/** The texts told, one for each event. */
function pieces(events: readonly AlignEvent[]): string[] {
  return eventsOf(events, "alignment.token").map(({ text }) => text);
}

/** How many events told text before the last step was over. */
function early(events: readonly AlignEvent[]): number {
  const last = events.findLastIndex(({ object }) => object === "alignment.progress");
  return pieces(events.slice(0, last)).length;
}

describe("text is told as soon as it can no longer change", () => {
  test.each([
    ["greedy", { search: { strategy: "greedy" } }],
    ["sample", { search: { strategy: "sample" }, seed: 3 }],
    ["auto without rewards", {}],
    ["args", { search: { strategy: "args" }, rewards: [keywords] }],
  ])("%s: token by token", async (_, body) => {
    const { alignment, events } = await watchTiny({ ...body, max_tokens: 12 });
    expect(textsTold(events)).toEqual([alignment.choices[0]?.text]);
    // The last token need not be told before the end.
    expect(early(events)).toBeGreaterThanOrEqual(alignment.usage.steps - 1);
  });

  test.each([
    ["deal", { search: { strategy: "deal", lookahead: 2 }, rewards: [blackBox] }],
    ["blockwise", { search: { strategy: "blockwise", length: 3 }, rewards: [keywords] }],
    ["cascade", { search: { strategy: "cascade", uncertainty: 0, shortest: 2 }, rewards: [keywords] }],
    ["banked", { search: { strategy: "banked" }, rewards: [keywords], max_tokens: 24 }],
  ])("%s: what is decided, while it goes on", async (_, body) => {
    const { alignment, events } = await watchTiny({ max_tokens: 12, seed: 5, ...body });
    expect(textsTold(events)).toEqual([alignment.choices[0]?.text]);
    expect(early(events)).toBeGreaterThan(0);
  });

  test("what may be the beginning of a stop string is held back until it is none", async () => {
    const plain = await watchTiny({ search: { strategy: "greedy" }, max_tokens: 12 });
    const [first = "", second = "", third = ""] = pieces(plain.events);
    const stop = [`${second}${third}!`];
    const { alignment, events } = await watchTiny({ search: { strategy: "greedy" }, max_tokens: 12, stop });
    expect(alignment.choices).toEqual(plain.alignment.choices);
    expect(pieces(events).slice(0, 1)).toEqual([first]);
    expect(pieces(events)).not.toContain(second);
    const stopped = await watchTiny({
      search: { strategy: "greedy" },
      max_tokens: 12,
      stop: [second + third],
    });
    expect(textsTold(stopped.events)).toEqual([first]);
  });
});

describe("nothing is told of what may not be returned", () => {
  const hard = { type: "keywords", include: ["zyzzyva"], enforce: "hard", guide: false };
  const greedy = { search: { strategy: "greedy" } };

  test("where a text of the client's may be", async () => {
    const body = { ...greedy, rewards: [hard], on_unsatisfied: { text: "I cannot say." } };
    const { events } = await watchTiny(body);
    expect(pieces(events)).toEqual(["I cannot say."]);
    expect(eventsOf(events, "alignment.incumbent")).toEqual([]);
  });

  test("nor is more than the best of several, once it is known", async () => {
    const { alignment, events } = await watchTiny({ search: { strategy: "sample" }, n: 3, seed: 2 });
    expect(early(events)).toBe(0);
    expect(textsTold(events)).toEqual(alignment.choices.map(({ text }) => text));
  });
});

test("each better answer is told of, and no other", async () => {
  const rewards = [{ type: "letter_frequency", letter: "n", min: 9 }];
  const { alignment, events } = await watchTiny({
    search: { strategy: "best_of_n", n: 16 },
    rewards,
    seed: 4,
  });
  const incumbents = eventsOf(events, "alignment.incumbent").map(({ choice }) => choice);
  const totals = incumbents.map(({ reward }) => reward.total);
  expect(totals.length).toBeGreaterThan(1);
  expect(totals).toEqual(totals.toSorted((a, b) => a - b));
  expect(incumbents.at(-1)).toEqual(alignment.choices[0]);
});

test("progress says what was spent so far, from nothing to all", async () => {
  const { alignment, events } = await watchTiny({ rewards: [keywords], budget: { forward_tokens: 60 } });
  const progress = eventsOf(events, "alignment.progress");
  expect(progress[0]).toMatchObject({ usage: { steps: 0, forward_tokens: 0 }, spent: 0, best_reward: null });
  const { completion_tokens: _, total_tokens: __, ...usage } = alignment.usage;
  expect(progress.at(-1)?.usage).toEqual(usage);
  const spent = progress.map((event) => event.spent);
  expect(spent).toEqual(spent.toSorted((a, b) => a - b));
  expect(spent.at(-1)).toBe(usage.forward_tokens / 60);
});

test("a full trace is told as it grows, and what was told last of a node is what the trace says", async () => {
  const body = { rewards: [keywords], search: { strategy: "beam", width: 3 }, trace: "full" };
  const { alignment, events } = await watchTiny(body);
  const told = new Map<number, object>();
  for (const { nodes } of eventsOf(events, "alignment.tree")) {
    for (const node of nodes) {
      if (node.parent !== null) expect(told.has(node.parent)).toBe(true);
      told.set(node.id, node);
    }
  }
  // Which way is returned is known at the end.
  const nodes = alignment.trace?.tree?.nodes.map((node) =>
    node.state === "returned" ? { ...node, state: "finished" } : node,
  );
  expect([...told.values()]).toEqual(nodes);
  expect(eventsOf((await watchTiny({ ...body, trace: "summary" })).events, "alignment.tree")).toEqual([]);
});

test("an upstream's answers are told of as they come, their text at the end", async () => {
  await using server = await openAiServer();
  const events: AlignEvent[] = [];
  const rewards = [{ type: "length", unit: "characters", target: 30 }];
  const body = { rewards, search: { strategy: "best_of_n", n: 4 } };
  const alignment = await alignAt(upstreamAt(server.url), body, { observer: (event) => events.push(event) });
  expect(textsTold(events)).toEqual([alignment.choices[0]?.text]);
  expect(eventsOf(events, "alignment.incumbent").at(-1)?.choice).toEqual(alignment.choices[0]);
  const steps = eventsOf(events, "alignment.progress").map(({ usage }) => usage.steps);
  expect([steps.at(0), steps.at(-1)]).toEqual([0, alignment.usage.steps]);
});
