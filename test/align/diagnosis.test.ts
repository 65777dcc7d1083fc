import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Alignment } from "../../src/spec/result.ts";
import { TillerError } from "../../src/spec/tiller-error.ts";
import { alignTiny, textOf } from "../support/align-tiny.ts";

const frisbee = { type: "keywords", include: ["frisbee"] };
const hardFrisbee = { ...frisbee, enforce: "hard" };
const words = (size: object) => ({ type: "length", unit: "words", ...size });
const greedy = { strategy: "greedy" };
const beam = { strategy: "beam", width: 1 };

/** The diagnosis of the request's answer, which misses one reward. */
async function diagnosisOf(body: object, signal?: AbortSignal) {
  const result = await alignTiny({ seed: 1, ...body }, signal);
  expect(result.diagnosis, JSON.stringify(result.choices)).toHaveLength(1);
  return result.diagnosis?.[0];
}

describe("the diagnosis of a reward that is not met says that", () => {
  test("it contradicts another reward, or a limit", async () => {
    const rewards = [{ ...words({ max: 2 }), enforce: "hard" }, words({ min: 6 })];
    expect(await diagnosisOf({ rewards })).toMatchObject({
      reward: "/rewards/1",
      name: "length",
      cause: "contradiction",
      fields: ["/rewards/0"],
      explain: expect.stringContaining("at least 6 and at most 2 words"),
    });
    const torn = await alignTiny({ rewards: [words({ min: 5 }), words({ max: 3 })], max_tokens: 12 });
    expect(torn.diagnosis?.[0]).toMatchObject({ cause: "contradiction" });
    const stopped = { rewards: [{ type: "keywords", include: ["42"] }], stop: ["42"] };
    expect(await diagnosisOf(stopped)).toMatchObject({ cause: "contradiction", fields: ["/stop/0"] });
  });

  test("a limit of the budget stopped the search, and which", async () => {
    const search = { strategy: "deal" };
    const stopped = { rewards: [hardFrisbee], search, budget: { forward_tokens: 20 } };
    expect(await diagnosisOf(stopped)).toMatchObject({
      cause: "budget",
      fields: ["/budget/forward_tokens"],
      explain: expect.stringMatching(/20 forward_tokens.*raise \/budget\/forward_tokens/),
    });
    const late = { rewards: [hardFrisbee], search, budget: { steps: 3 } };
    expect(await diagnosisOf(late)).toMatchObject({ cause: "budget", fields: ["/budget/steps"] });
  });

  test("the client went away", async () => {
    expect(await diagnosisOf({ rewards: [hardFrisbee] }, AbortSignal.abort())).toMatchObject({
      cause: "cancelled",
    });
  });

  test.each([
    ["words that do not fit, whoever searches", { rewards: [words({ min: 30 })], search: greedy }],
    ["words that do not fit, though they are looked for", { rewards: [words({ min: 30 })], search: beam }],
    ["more tokens than there may be", { rewards: [{ type: "length", unit: "tokens", min: 30 }] }],
    [
      "an end that takes more than all tokens",
      { rewards: [{ type: "ends_with", text: "the small dog.", enforce: "hard" }], max_tokens: 3 },
    ],
  ])("max_tokens leaves no room: %s", async (_, body) => {
    expect(await diagnosisOf(body)).toMatchObject({ cause: "length", fields: ["/max_tokens"] });
  });

  test("the model would hardly say it", async () => {
    const rewards = [{ type: "keywords", include: ["park"] }];
    const found = await diagnosisOf({ rewards, max_tokens: 4, search: beam });
    expect(found).toMatchObject({ cause: "improbable", fields: [] });
    expect(found?.logprob).toBeLessThan(-10);
    expect(found?.explain).toContain(`${found?.logprob?.toFixed(1)} nats`);
  });

  test("another hard reward rules it out, and which", async () => {
    const sentence = { type: "regex", pattern: "(the|a) (dog|cat)\\.", mode: "full", enforce: "hard" };
    const farewell = { type: "ends_with", text: "bye.", enforce: "hard" };
    const stranded = await diagnosisOf({ rewards: [sentence, farewell], max_tokens: 14, search: beam });
    expect(stranded).toMatchObject({
      reward: "/rewards/1",
      cause: "conflict",
      fields: ["/rewards/0"],
      explain: expect.stringContaining("/rewards/0 ruled out"),
    });
    const short = { type: "length", unit: "characters", max: 10, enforce: "hard" };
    const crowded = {
      rewards: [{ type: "keywords", include: ["cat"] }, short, { ...words({ min: 3 }), enforce: "hard" }],
    };
    const search = { strategy: "banked", width: 3, k: 2 };
    expect(await diagnosisOf({ ...crowded, max_tokens: 12, search })).toMatchObject({
      cause: "conflict",
      fields: ["/rewards/1"],
      explain: expect.stringMatching(/ruled out \d+ of the \d+ continuations that it proposed:/),
    });
  });

  test.each([["greedy"], ["sample"]])("%s does not look for it", async (strategy) => {
    expect(await diagnosisOf({ rewards: [hardFrisbee], search: { strategy } })).toMatchObject({
      cause: "not_searched",
      fields: ["/search/strategy"],
      explain: expect.stringMatching(new RegExp(`${strategy}.*beam`)),
      logprob: null,
    });
  });

  test("it was looked for and not found", async () => {
    const reference = { type: "reference", metric: "bleu", references: ["a dog runs"] };
    expect(await diagnosisOf({ rewards: [reference] })).toMatchObject({ cause: "search", fields: [] });
    for (const strategy of ["best_of_n", "prune", "args", "blockwise", "cascade"]) {
      const compared = { rewards: [hardFrisbee], search: { strategy } };
      expect(await diagnosisOf(compared), strategy).toMatchObject({ cause: "search" });
    }
    const outdone = await diagnosisOf({
      rewards: [{ ...frisbee, include: ["house"] }],
      max_tokens: 3,
      search: beam,
    });
    expect(outdone).toMatchObject({ cause: "search" });
    expect(outdone?.explain).toContain(`${outdone?.logprob?.toFixed(1)} nats`);
  });
});

describe("the diagnosis is about", () => {
  test("nothing, where all that was asked for is there", async () => {
    const audit = { type: "keywords", include: ["xylophone"], audit: true };
    const result = await alignTiny({ rewards: [hardFrisbee, audit], max_tokens: 16 });
    expect(textOf(result)).toMatch(/frisbee/i);
    expect(result).not.toHaveProperty("diagnosis");
  });

  test("every reward, where no answer was begun", async () => {
    const rewards = [hardFrisbee, words({ max: 9 }), { type: "profanity", audit: true }];
    const { diagnosis } = await alignTiny({ rewards }, AbortSignal.abort());
    expect(diagnosis?.map(({ reward }) => reward)).toEqual(["/rewards/0", "/rewards/1"]);
  });

  test("the best answer that was found, where a text of one's own took its place", async () => {
    const result = await alignTiny({
      rewards: [hardFrisbee],
      search: greedy,
      on_unsatisfied: { text: "I have no frisbee." },
    });
    expect(result.choices[0]?.reward.satisfied).toBe(true);
    expect(result.diagnosis).toMatchObject([{ reward: "/rewards/0", cause: "not_searched" }]);
  });

  test("hard rewards, in the words of an error", async () => {
    const refused = alignTiny({
      rewards: [words({ min: 20 }), { ...hardFrisbee, name: "toy" }],
      search: greedy,
      on_unsatisfied: "error",
    });
    await expect(refused).rejects.toThrow(/toy \(.*frisbee is missing\): greedy does not look for it/);
    await expect(refused).rejects.not.toThrow(/max_tokens/);
  });
});

const enforce = fc.constantFrom("hard", "soft");
const reward = fc.oneof(
  fc.record({
    type: fc.constant("keywords"),
    include: fc.subarray(["the", "dog", "park", "moon"], { minLength: 1 }),
    enforce,
  }),
  fc.record({
    type: fc.constant("length"),
    unit: fc.constantFrom("words", "tokens"),
    min: fc.nat(12),
    enforce,
  }),
  fc.record({ type: fc.constant("length"), unit: fc.constant("characters"), max: fc.nat(20), enforce }),
  fc.record({ type: fc.constant("characters"), forbid: fc.constantFrom(["e"], ["any"]), enforce }),
  fc.record({ type: fc.constant("regex"), pattern: fc.constantFrom("(a|the) dog.*", "[a-z ]+"), enforce }),
  fc.record({ type: fc.constant("ends_with"), text: fc.constantFrom(".", "the dog"), enforce }),
  fc.record({ type: fc.constantFrom("title", "postscript", "json", "sentiment"), enforce }),
  fc.record({
    type: fc.constant("reference"),
    metric: fc.constant("bleu"),
    references: fc.constant(["a dog"]),
  }),
  fc.record({ type: fc.constant("keywords"), include: fc.constant(["cat"]), audit: fc.constant(true) }),
  fc.record({ type: fc.constant("keywords"), include: fc.constant(["cat"]), auxiliary: fc.constant(true) }),
);

const request = fc.record({
  rewards: fc.array(reward, { minLength: 1, maxLength: 4 }),
  search: fc.constantFrom(
    greedy,
    { strategy: "sample" },
    { strategy: "best_of_n", n: 3 },
    beam,
    { strategy: "banked", width: 3, k: 2 },
    { strategy: "best_first", width: 3, k: 2 },
    { strategy: "args", k: 3 },
    { strategy: "blockwise", blocks: 2, length: 3 },
    { strategy: "deal", k: 2, lookahead: 3 },
  ),
  budget: fc.record({
    forward_tokens: fc.constantFrom(11, 20, 2000),
    reward_calls: fc.constantFrom(12, 2000),
  }),
  max_tokens: fc.integer({ min: 1, max: 16 }),
  on_unsatisfied: fc.constantFrom("best", "error", { text: "The end." }),
  seed: fc.nat(9),
});

/** The alignment; null of what is refused before any work. */
async function alignedOrRefused(body: object): Promise<Alignment | string | null> {
  try {
    return await alignTiny(body);
  } catch (error) {
    if (!(error instanceof TillerError)) throw error;
    return error.code === "unsatisfied" ? error.message : null;
  }
}

test("every reward that is not met has one entry, and no other", async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(request, async (body) => {
      const result = await alignedOrRefused(body);
      fc.pre(result !== null);
      if (typeof result === "string") {
        expect(result).toMatch(/^no answer .*:/);
        return;
      }
      const { choices, diagnosis = [] } = result;
      const [choice] = choices;
      const replaced = choice?.logprob === null;
      const isBegun = choice?.finish_reason === "stop" || (choice?.tokens ?? 0) > 0;
      const unmet = choice?.reward.scores.flatMap(({ satisfied, audit, auxiliary }, index) =>
        audit || auxiliary || (satisfied && isBegun) ? [] : [`/rewards/${index}`],
      );
      if (replaced) expect(diagnosis).not.toHaveLength(0);
      else expect(diagnosis.map(({ reward }) => reward)).toEqual(unmet);

      for (const { reward, cause, fields, explain } of diagnosis) {
        seen.add(cause);
        expect(explain).not.toMatch(/undefined|null|NaN|Infinity/);
        expect(fields).not.toContain(reward);
        if (cause === "budget")
          expect(fields).toEqual([expect.stringMatching(/^.budget.(forward_tokens|steps|reward_calls)$/)]);
        if (cause === "conflict") expect(fields).toEqual([expect.stringMatching(/^\/rewards\/\d$/)]);
        if (cause === "length") expect(fields).toEqual(["/max_tokens"]);
      }
    }),
    { numRuns: 400, seed: 1 },
  );
  // Or little has been shown.
  for (const cause of ["contradiction", "conflict", "length", "budget", "not_searched", "search"]) {
    expect(seen).toContain(cause);
  }
}, 120_000);
