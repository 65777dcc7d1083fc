import { describe, expect, test } from "vitest";
import { alignTiny, textOf } from "../support/align-tiny.ts";
import { tinyModel } from "../support/tiny-model.ts";

const searches = [
  { strategy: "greedy" },
  { strategy: "sample" },
  { strategy: "best_of_n", n: 2, temperature: 3 },
  { strategy: "prune", n: 2, every: 2, branch: true, temperature: 3 },
  { strategy: "args", k: 2, choice: "stochastic" },
  { strategy: "blockwise", blocks: 2, length: 3, temperature: 3 },
  { strategy: "cascade", tries: 2, temperature: 3 },
  { strategy: "beam", width: 2 },
  { strategy: "banked", width: 2 },
  { strategy: "best_first", width: 2 },
  { strategy: "deal", k: 2, lookahead: 2 },
];

/** The answer by `schema` in at most `max_tokens`, by each strategy. */
async function answers(schema: object, max_tokens: number) {
  const rewards = [{ type: "json_schema", schema, enforce: "hard" }];
  const all = [];
  for (const [seed, search] of searches.entries()) {
    const result = await alignTiny({ rewards, max_tokens, search, seed });
    const text = textOf(result);
    const where = `${JSON.stringify(search)} with ${max_tokens} tokens: ${text}`;
    all.push({ where, text, choice: result.choices[0] });
  }
  return all;
}

describe("what is kept to by construction is complete when the tokens run out", () => {
  // Here each character is several tokens, of which each holds a part.
  test.each(["日本語", "🎉🎊🥳", "ünïcödé ß", "in plain words"])("%s", async (said) => {
    const { tokenizer } = await tinyModel();
    const schema = {
      type: "object",
      properties: { said: { enum: [said, `${said}!`] }, note: { type: "string", maxLength: 30 } },
      required: ["said", "note"],
      additionalProperties: false,
    };
    const least = tokenizer.encode(JSON.stringify({ said, note: "" })).length + 1;
    for (const spare of [0, 2, 6, 13]) {
      for (const { where, choice } of await answers(schema, least + spare)) {
        expect(choice, where).toMatchObject({ finish_reason: "stop", reward: { satisfied: true } });
      }
    }
  });

  test("no character is left half written", async () => {
    const item = { type: "string", pattern: "^[äöü]{3,6}$" };
    for (const max_tokens of [20, 29, 40]) {
      for (const { where, text, choice } of await answers(
        { type: "array", items: item, minItems: 2 },
        max_tokens,
      )) {
        expect(text, where).not.toContain("\uFFFD");
        expect(choice, where).toMatchObject({ finish_reason: "stop", reward: { satisfied: true } });
      }
    }
  });
});

test("proposals that begin alike are one candidate, followed by the better one", async () => {
  const rewards = [
    { type: "choice", options: ["the dog", "a moon", "a moonbeam", "yes"], enforce: "hard" },
    { type: "regex", pattern: "[a-z ]+", mode: "full", enforce: "hard" },
  ];
  for (const max_tokens of [4, 5, 8]) {
    const result = await alignTiny({ rewards, max_tokens, search: { strategy: "deal", k: 2, lookahead: 2 } });
    expect(result.choices[0], textOf(result)).toMatchObject({ reward: { satisfied: true } });
  }
});
