import { describe, expect, test } from "vitest";
import { Distribution } from "../../src/decode/distribution.ts";
import { alignTiny, textOf } from "../support/align-tiny.ts";
import { tinyModel } from "../support/tiny-model.ts";

const prompt = "the people of the";
const searches = [
  { strategy: "greedy" },
  { strategy: "sample" },
  { strategy: "best_of_n", n: 2 },
  { strategy: "prune", n: 2, every: 1 },
  { strategy: "args", k: 2 },
  { strategy: "blockwise", blocks: 2, length: 2 },
  { strategy: "cascade", tries: 2 },
  { strategy: "beam", width: 2 },
  { strategy: "banked", width: 2 },
  { strategy: "best_first", width: 2 },
  { strategy: "deal", k: 2, lookahead: 2 },
];

/** What the model thinks comes after the prompt and `text`. */
async function distributionAfter(text: string): Promise<Distribution> {
  const { tokenizer, open } = await tinyModel();
  const session = open();
  const tokens = [...tokenizer.encode(prompt), ...tokenizer.encode(text)];
  const rows = tokens.map((token, index) => ({
    token,
    position: index,
    slot: index,
    ancestors: Int32Array.from({ length: index }, (_, slot) => slot),
    wantsLogits: index === tokens.length - 1,
  }));
  const [logits] = await session.step(rows);
  session.close();
  return new Distribution(logits?.values ?? new Float32Array());
}

/** Log-probability after `text` of the token that spells `next`. */
async function logProbability(text: string, next: string): Promise<number> {
  const { tokenizer } = await tinyModel();
  const [token = -1, ...more] = tokenizer.encode(next);
  expect(more).toEqual([]);
  return (await distributionAfter(text)).candidate(token).logProbability;
}

async function decided(rewards: object[], search: object) {
  const margin = { type: "margin", min: 20 };
  const result = await alignTiny({ prompt, rewards: [...rewards, margin], search, max_tokens: 40, seed: 3 });
  const score = result.choices[0]?.reward.scores.find(({ type }) => type === "margin");
  return { text: textOf(result), measure: score?.measure ?? null, explain: score?.explain ?? "" };
}

describe("margins of decisions", () => {
  test.each(searches)("are those of the model, whoever searches: $strategy", async (search) => {
    const choice = { type: "choice", options: ["a", "I"], enforce: "hard" };
    const { text, measure, explain } = await decided([choice], search);
    const rival = text === "a" ? "I" : "a";
    const expected = (await logProbability("", text)) - (await logProbability("", rival));
    expect(measure).toBeCloseTo(expected, 6);
    expect(explain).toContain(`"${text}" over "${rival}" by ${expected.toFixed(2)} nats`);
  });

  test("are looked at where the values part, not where all begin alike", async () => {
    const schema = {
      type: "object",
      properties: { mood: { enum: ["so good", "so bad"] }, sure: { type: "boolean" } },
      required: ["mood", "sure"],
      additionalProperties: false,
    };
    const reward = { type: "json_schema", schema, whitespace: "compact", enforce: "hard" };
    const { text, explain } = await decided([reward], { strategy: "greedy" });
    const { mood, sure } = JSON.parse(text) as { mood: string; sure: boolean };
    const [said, other] = mood === "so good" ? ["so good", "so bad"] : ["so bad", "so good"];
    expect([`"${said}" over "${other}"`, `"${sure}" over "${!sure}"`]).toContain(
      /^".*?" over ".*?"/.exec(explain)?.[0],
    );
  });

  test("where one option begins another, its end decides", async () => {
    const choice = { type: "choice", options: ["a", "a dog"], enforce: "hard" };
    const { text, explain } = await decided([choice], { strategy: "greedy" });
    const rival = text === "a" ? "a dog" : "a";
    expect(explain).toContain(`"${text}" over "${rival}"`);
  });

  test("no decision, no margin: with one value left there is nothing to choose", async () => {
    const schema = { type: "array", prefixItems: [{ const: "yes" }], items: false, minItems: 1 };
    const { explain } = await decided([{ type: "json_schema", schema, enforce: "hard" }], {
      strategy: "greedy",
    });
    expect(explain).toBe("nothing was chosen from a list");
  });

  test("without a rule that has options they cannot be had", async () => {
    await expect(alignTiny({ rewards: [{ type: "margin" }] })).rejects.toMatchObject({
      code: "invalid_request",
      param: "/rewards/0",
    });
    const soft = { type: "choice", options: ["a", "b"] };
    await expect(alignTiny({ rewards: [soft, { type: "margin" }] })).rejects.toMatchObject({
      param: "/rewards/1",
    });
  });
});
