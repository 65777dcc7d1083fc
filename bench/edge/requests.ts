/**
 * Requests of many kinds: every way in which a search may ask the model for rows.
 *
 * @module
 */

export interface EdgeRequest {
  seed: number;
  [field: string]: unknown;
}

const questions = [
  "Name a fruit and say what colour it is, in one short sentence.",
  "In one sentence, why is the sea salty? Use the words rivers, rocks and rain.",
  "Write one sentence about a dog that likes the snow.",
  "What is the capital of France? Answer in a full sentence.",
  "Give a short tip for learning to cook.",
];

const schema = {
  type: "object",
  properties: { name: { type: "string", maxLength: 12 }, size: { enum: ["small", "large"] } },
  required: ["name", "size"],
  additionalProperties: false,
};

const specs: Record<string, unknown>[] = [
  { search: { strategy: "greedy" } },
  { search: { strategy: "sample", temperature: 0.9 } },
  { rewards: [{ type: "keywords", include: ["water", "light"], match: "lemma", enforce: "hard" }] },
  { rewards: [{ type: "json_schema", schema, enforce: "hard" }] },
  { rewards: [{ type: "length", unit: "words", max: 8 }], search: { strategy: "beam", width: 3 } },
  { rewards: [{ type: "readability", max: 8 }], search: { strategy: "best_of_n", n: 4, temperature: 0.8 } },
  { rewards: [{ type: "sentiment", direction: "positive" }], search: { strategy: "args" } },
  { rewards: [{ type: "regex", pattern: "\\bthe\\b", enforce: "hard" }], search: { strategy: "banked" } },
  { search: { strategy: "sample", temperature: 1.2 }, n: 3 },
  {
    rewards: [{ type: "letter_frequency", letter: "e", max: 6 }],
    search: { strategy: "blockwise", temperature: 0.8 },
    budget: { forward_tokens: 400 },
  },
];

/** `count` of them, each with a seed of its own; the same for the same count. */
export function edgeRequests(count: number): EdgeRequest[] {
  return Array.from({ length: count }, (_, index) => ({
    messages: [{ role: "user", content: questions[Math.floor(index / specs.length) % questions.length] }],
    max_tokens: 20,
    seed: index + 1,
    ...specs[index % specs.length],
  }));
}
