/**
 * What clients ask for while throughput is measured.
 *
 * @module
 */
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { type AlignRequest, alignRequestSchema } from "../../src/spec/request.ts";

const words =
  "dog ball park river stone bridge bread oven morning rain window cat ship storm harbour teacher book child garden rose bee train city night".split(
    " ",
  );

/** Three of the words, other ones for each of the first 240 indices. */
function threeWords(index: number): string[] {
  const turn = 1 + Math.floor(index / words.length);
  return [0, turn, 2 * turn + 1].flatMap((offset) => words[(index + offset) % words.length] ?? []);
}

/** The one numbered `index`: a sentence with three words, each with a seed of its own. */
export function usualRequest(index: number, strategy = "auto"): AlignRequest {
  const include = threeWords(index);
  return parseOrRefuse(alignRequestSchema, {
    messages: [{ role: "user", content: `Write one short sentence with the words ${include.join(", ")}.` }],
    rewards: [{ type: "keywords", include, match: "lemma", enforce: "hard" }],
    search: { strategy },
    max_tokens: 32,
    seed: index + 1,
  });
}

/** One that keeps the model busy for long. */
export function largeRequest(index: number): AlignRequest {
  return parseOrRefuse(alignRequestSchema, {
    messages: [
      { role: "user", content: `Tell story number ${index + 1} about ${threeWords(index).join(", ")}.` },
    ],
    search: { strategy: "best_of_n", n: 4, temperature: 0.8 },
    max_tokens: 96,
    seed: index + 1,
  });
}

/** One that is done soon. */
export const smallRequest: AlignRequest = parseOrRefuse(alignRequestSchema, {
  messages: [{ role: "user", content: "What is the capital of France?" }],
  search: { strategy: "greedy" },
  max_tokens: 12,
  seed: 1,
});
