import { expect, test } from "vitest";
import { budgetDimensionSchema } from "../../src/spec/budget.ts";
import { stopReasonSchema } from "../../src/spec/ending.ts";
import type { Alignment } from "../../src/spec/result.ts";
import { plainRequestOf } from "../../web/ask/draft.ts";
import { emptyDraft } from "../../web/ask/empty-draft.ts";
import { scoredAsAsked } from "../../web/result/plain-score.ts";
import { endInWords, logprobInWords, stopInWords, verdict } from "../../web/result/words.ts";
import { branchesOf, countInWords } from "../../web/tree/branches.ts";
import { factsOf } from "../../web/tree/node-words.ts";
import { TreeStore } from "../../web/tree/tree-store.ts";
import { alignTiny, prompt, textOf } from "../support/align-tiny.ts";
import { node } from "./trees.ts";

const rewards = [
  { type: "length", unit: "words", max: 3, enforce: "hard", weight: 2 },
  { type: "keywords", include: ["zebra"] },
  { type: "case", mode: "lower", auxiliary: true },
];

test("the plain answer is the model's own, and scored as if it had been asked for", async () => {
  const own = await alignTiny({ search: { strategy: "greedy" } });
  const { messages: _, ...request } = plainRequestOf({ ...emptyDraft, rewards, maxTokens: 8 }, false);
  const plain = scoredAsAsked(await alignTiny({ ...request, prompt }), rewards);
  expect(textOf(plain)).toBe(textOf(own));
  // Greedy follows no reward that does not hold by construction, so here the server's own scores are the same.
  const scored = await alignTiny({ rewards, search: { strategy: "greedy" } });
  expect(plain.choices[0]?.reward).toEqual(scored.choices[0]?.reward);
});

test("a hard reward that would hold by construction has no part in the plain answer", async () => {
  const json = [{ type: "json", enforce: "hard" }];
  const own = await alignTiny({ search: { strategy: "greedy" } });
  const { messages: _, ...request } = plainRequestOf({ ...emptyDraft, rewards: json, maxTokens: 8 }, false);
  const plain = scoredAsAsked(await alignTiny({ ...request, prompt }), json);
  expect(textOf(plain)).toBe(textOf(own));
  expect(plain.choices[0]?.reward).toMatchObject({ satisfied: false, scores: [{ enforce: "hard" }] });
});

test("every way in which a search may end has its words", () => {
  const limits = { forward_tokens: 1, reward_calls: 1, steps: 1, time_ms: 1 };
  const ends = [
    ...stopReasonSchema.options.map((stop_reason) => ({ limits, stop_reason, exhausted_by: null })),
    ...budgetDimensionSchema.options.map((exhausted_by) => ({
      limits,
      stop_reason: "exhausted" as const,
      exhausted_by,
    })),
  ];
  const words = ends.map(stopInWords);
  expect(words.every((text) => text.startsWith("It "))).toBe(true);
  expect(new Set(words).size).toBe(words.length);
});

test("an answer that is not the model's own says whose it is", async () => {
  const wanted = { text: "Ask a sailor." };
  const hard = [{ type: "keywords", include: ["zyzzyva"], enforce: "hard" }];
  const greedy = { rewards: hard, search: { strategy: "greedy" } };
  const [own] = (await alignTiny({ ...greedy, on_unsatisfied: wanted })).choices;
  const [best] = (await alignTiny(greedy)).choices;
  if (!own || !best) throw new Error("there is always a choice");
  expect([endInWords(own, wanted), logprobInWords(own.logprob)]).toEqual([
    "your own text, as no answer held every must",
    "no log p",
  ]);
  expect([endInWords(best, "best"), logprobInWords(-1.26)]).toEqual(["cut off at its limit", "log p -1.3"]);
  expect(endInWords({ ...best, refused: true }, "best")).toContain("a refusal");
});

function withReward(
  alignment: Alignment,
  total: number,
  satisfied: boolean,
  forward_tokens: number,
): Alignment {
  const [choice] = alignment.choices;
  if (!choice) throw new Error("there is always a choice");
  return {
    ...alignment,
    choices: [{ ...choice, reward: { ...choice.reward, total, satisfied } }],
    usage: { ...alignment.usage, forward_tokens, cached_tokens: 0 },
  };
}

test("the verdict says what was gained and what it took", async () => {
  const some = await alignTiny({ rewards, search: { strategy: "greedy" } });
  const plain = withReward(some, 0.4, false, 100);
  expect(verdict(withReward(some, 1, true, 230), plain)).toBe(
    "The aligned answer holds every must; the plain one does not. It took 2.3 times the forward tokens.",
  );
  expect(verdict(withReward(some, 0.6, false, 80), plain)).toBe(
    "The aligned answer has 0.20 more reward than the plain one. It took 20 % fewer forward tokens.",
  );
  expect(verdict(withReward(some, 0.4, false, 101), plain)).toContain(
    "already was the best. It took about as many",
  );
  // What was remembered of the prompt is counted, or the second of two runs would look cheap.
  const cached = { ...plain, usage: { ...plain.usage, forward_tokens: 10, cached_tokens: 90 } };
  expect(verdict(plain, cached)).toContain("about as many");
});

test("the tree in words: where branches ended, the answer first", () => {
  const store = new TreeStore();
  store.add([
    node({ id: 0, parent: null, depth: 0, text: "", state: "returned" }),
    node({ id: 1, parent: 0, depth: 1, text: "The", state: "returned" }),
    node({ id: 3, parent: 1, depth: 2, text: " end", state: "returned", reward: 0.9 }),
    node({ id: 2, parent: 0, depth: 1, text: "A", state: "dropped", why: "outscored" }),
    node({ id: 4, parent: 0, depth: 1, text: "No", rows: 0, state: "dropped", why: "ruled_out" }),
  ]);
  expect(store.all().map(({ id }) => id)).toEqual([0, 1, 2, 3, 4]);
  expect(branchesOf(store, false, 10)).toEqual({
    ends: [
      { text: "The end", fate: "Part of the answer", reward: 0.9, logprob: -2, tokens: 2 },
      { text: "A", fate: "Dropped: others stood above it", reward: null, logprob: -1, tokens: 1 },
    ],
    more: 0,
  });
  expect(branchesOf(store, false, 1).more).toBe(1);
  expect(countInWords(store.all(), 2)).toBe(
    "5 tokens considered · 4 computed · 2 dropped, 1 of them not allowed · 2 more not shown",
  );
  const [ruledOut] = store.all().slice(-1);
  const facts = ruledOut ? factsOf(ruledOut, false).map(({ value }) => value) : [];
  expect(facts).toContain("Dropped: a hard reward does not allow it");
  expect(facts).toContain("never: it cost no forward step");
});

test("what a later event says of a node replaces what was known", () => {
  const store = new TreeStore();
  store.add([
    node({ id: 0, parent: null, depth: 0, text: "" }),
    node({ id: 1, parent: 0, depth: 1, text: "a" }),
  ]);
  store.add([node({ id: 1, parent: 0, depth: 1, text: "a", state: "dropped" })]);
  expect(store.get(1)?.state).toBe("dropped");
  expect(store.latestText()).toBe("a");
});
