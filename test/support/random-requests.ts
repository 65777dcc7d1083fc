import fc from "fast-check";
import { searchSpecSchema, strategyDefinitions } from "../../src/search/registry.ts";
import type { StrategyDefinition } from "../../src/search/strategy.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";

const words = fc.constantFrom("the", "and", "of", "dog", "a", "time", "people", "frisbee");

const reward = fc.oneof(
  fc.record({
    type: fc.constant("keywords"),
    include: fc.array(words, { minLength: 1, maxLength: 3 }),
    enforce: fc.constantFrom("hard", "soft"),
    match: fc.constantFrom("exact", "lemma"),
  }),
  fc.record({
    type: fc.constant("length"),
    unit: fc.constantFrom("tokens", "characters", "words", "sentences", "paragraphs"),
    min: fc.nat(5),
    max: fc.integer({ min: 5, max: 40 }),
    enforce: fc.constantFrom("hard", "soft"),
  }),
  fc.record({
    type: fc.constant("regex"),
    pattern: fc.constantFrom("[a-z]+", "^.{3,}$", "(a|b)*c", "\\d"),
    mode: fc.constantFrom("search", "full", "absent"),
    weight: fc.double({ min: 0.1, max: 10, noNaN: true }),
  }),
  fc.record({
    type: fc.constant("judge"),
    standard: fc.constantFrom("polite", "clear"),
    enforce: fc.constantFrom("hard", "soft"),
  }),
);

const strategy = fc.oneof(
  fc.record({ strategy: fc.constantFrom("greedy", "auto") }),
  fc.record({
    strategy: fc.constantFrom("beam", "banked", "best_first"),
    width: fc.integer({ min: 3, max: 5 }),
    k: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({
    strategy: fc.constant("beam"),
    width: fc.integer({ min: 3, max: 5 }),
    groups: fc.integer({ min: 1, max: 3 }),
    diversity: fc.double({ min: 0, max: 4, noNaN: true }),
  }),
  fc.record({
    strategy: fc.constant("sample"),
    temperature: fc.double({ min: 0.1, max: 2, noNaN: true }),
    top_k: fc.nat(40),
  }),
  fc.record({
    strategy: fc.constant("best_of_n"),
    n: fc.integer({ min: 1, max: 6 }),
    top_p: fc.double({ min: 0.1, max: 1, noNaN: true }),
  }),
  fc.record({
    strategy: fc.constant("deal"),
    k: fc.integer({ min: 1, max: 4 }),
    lookahead: fc.nat(5),
    lambda: fc.integer({ min: 0, max: 30 }),
    reuse: fc.boolean(),
  }),
  fc.record({
    strategy: fc.constant("prune"),
    n: fc.integer({ min: 1, max: 6 }),
    every: fc.integer({ min: 1, max: 4 }),
    drop: fc.double({ min: 0, max: 0.95, noNaN: true }),
    branch: fc.boolean(),
  }),
  fc.record({
    strategy: fc.constant("args"),
    k: fc.integer({ min: 1, max: 6 }),
    weight: fc.integer({ min: 0, max: 30 }),
    choice: fc.constantFrom("greedy", "stochastic"),
  }),
  fc.record({
    strategy: fc.constant("blockwise"),
    blocks: fc.integer({ min: 1, max: 4 }),
    length: fc.integer({ min: 1, max: 6 }),
  }),
  fc.record({
    strategy: fc.constant("cascade"),
    uncertainty: fc.double({ min: 0, max: 8, noNaN: true }),
    shortest: fc.integer({ min: 1, max: 4 }),
    beta: fc.double({ min: 0, max: 1, noNaN: true }),
    tries: fc.integer({ min: 1, max: 4 }),
  }),
);

/** Of their prompt. */
export const promptTokens = 11;

/** Requests of every kind, most of which make sense. */
export const request = fc.record({
  prompt: fc.constant("the people of the"),
  rewards: fc.array(reward, { maxLength: 3 }),
  // By the second, unfinished texts can be judged for reward calls only.
  combine: fc.constantFrom({ mode: "gated" as const }, { mode: "penalty" as const }),
  search: strategy,
  // Small limits and generous ones, so that each is the one that is reached at times.
  budget: fc.record({
    forward_tokens: fc.oneof(
      fc.integer({ min: promptTokens, max: 40 }),
      // About what judges take.
      fc.integer({ min: 120, max: 500 }),
      fc.constant(2000),
    ),
    reward_calls: fc.oneof(
      { weight: 2, arbitrary: fc.integer({ min: 12, max: 30 }) },
      { weight: 1, arbitrary: fc.constant(2000) },
    ),
    steps: fc.oneof(fc.integer({ min: 1, max: 25 }), fc.constant(2000)),
    time_ms: fc.oneof(fc.integer({ min: 1, max: 200 }), fc.constant(60_000)),
  }),
  max_tokens: fc.integer({ min: 1, max: 10 }),
  stop: fc.array(fc.constantFrom(" the", "e d", "."), { maxLength: 2 }),
  seed: fc.nat(1000),
  n: fc.integer({ min: 1, max: 3 }),
  on_unsatisfied: fc.constantFrom("best" as const, { text: "I cannot say." }),
});

/** A strategy is asked for as many answers as it finds. */
export function withFittingN<Body extends { search: object; n: number }>(body: Body): Body {
  const search = parseOrRefuse(searchSpecSchema, body.search);
  const definition = strategyDefinitions.find(({ name }) => name === search.strategy) as StrategyDefinition;
  return { ...body, n: Math.min(body.n, definition.mostAnswers(search)) };
}
