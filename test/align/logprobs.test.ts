import { expect, test } from "vitest";
import { alignOn, alignTiny, prompt } from "../support/align-tiny.ts";
import { countingModel } from "../support/counting-model.ts";
import { logitsAlone } from "../support/search-parts.ts";
import { tinyModel } from "../support/tiny-model.ts";

const strategies = ["greedy", "sample", "auto", "beam", "best_first", "args", "deal"];

/** The model's own log-probabilities after `tokens`, by a session of their own. */
async function ownLogprobs(tokens: readonly number[]): Promise<number[]> {
  const logits = (await logitsAlone(await tinyModel(), tokens)).at(-1) ?? new Float32Array();
  const logSum = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
  return Array.from(logits, (logit) => logit - logSum);
}

test.each(strategies)("%s tells the model's own log-probabilities, biased or not", async (strategy) => {
  const { tokenizer, vocabulary } = await tinyModel();
  const rewards = [{ type: "keywords", include: ["tree"] }];
  for (const logit_bias of [{}, { 300: 4, 301: -100 }]) {
    const { choices } = await alignTiny({ search: { strategy }, rewards, logit_bias, logprobs: 3, seed: 3 });
    const told = choices[0]?.logprobs ?? [];
    expect(told.length).toBeGreaterThan(0);
    const before = tokenizer.encode(prompt);
    for (const { id, logprob, top_logprobs } of told) {
      const own = await ownLogprobs(before);
      expect(logprob).toBeCloseTo(own[id] ?? 0, 3);
      const likeliest = [...own.keys()].sort((a, b) => (own[b] ?? 0) - (own[a] ?? 0)).slice(0, 3);
      expect(top_logprobs.map((token) => token.id)).toEqual(likeliest);
      expect(top_logprobs[0]?.logprob).toBeCloseTo(own[likeliest[0] ?? 0] ?? 0, 3);
      before.push(id);
    }
    expect(Math.max(...before)).toBeLessThan(vocabulary);
  }
});

test("without a bias they are what the answer's log-probability is made of", async () => {
  const [choice] = (await alignTiny({ search: { strategy: "greedy" }, max_tokens: 6, logprobs: 0 })).choices;
  const { logprobs = [], logprob, tokens, finish_reason } = choice ?? {};
  expect(finish_reason).toBe("length");
  expect(logprobs).toHaveLength(tokens ?? 0);
  expect(logprobs.every(({ top_logprobs }) => top_logprobs.length === 0)).toBe(true);
  expect(logprobs.reduce((sum, token) => sum + token.logprob, 0)).toBeCloseTo(logprob ?? 0, 6);
});

test("their bytes are the text's, up to a stop string", async () => {
  const whole = (await alignTiny({ search: { strategy: "sample" }, seed: 5, logprobs: 0 })).choices[0];
  const stop = whole?.text.slice(4, 6) ?? "";
  for (const body of [{}, { stop: [stop] }]) {
    const [choice] = (await alignTiny({ search: { strategy: "sample" }, seed: 5, logprobs: 0, ...body }))
      .choices;
    const bytes = Uint8Array.from((choice?.logprobs ?? []).flatMap((token) => token.bytes));
    const begun = new TextDecoder().decode(bytes);
    expect(begun.startsWith(choice?.text ?? "?")).toBe(true);
    // The last of them began within the text.
    const last = choice?.logprobs?.at(-1)?.bytes.length ?? 0;
    expect(bytes.length - last).toBeLessThan(new TextEncoder().encode(choice?.text).length);
  }
});

test("they take no row, no step and no reward call, and change nothing", async () => {
  const body = { rewards: [{ type: "keywords", include: ["tree", "boat"] }], seed: 1 };
  const plain = countingModel(await tinyModel());
  const telling = countingModel(await tinyModel());
  const without = await alignOn(plain.model, body);
  const told = await alignOn(telling.model, { ...body, logprobs: 20 });
  expect(telling.counts).toEqual(plain.counts);
  expect(told.usage).toEqual(without.usage);
  expect(told.choices.map(({ logprobs: _, ...rest }) => rest)).toEqual(without.choices);
  expect(without.choices[0]).not.toHaveProperty("logprobs");
});

test("a text that the model did not write has none", async () => {
  const body = {
    rewards: [{ type: "keywords", include: ["zebra"], enforce: "hard" }],
    search: { strategy: "greedy" },
    on_unsatisfied: { text: "zebra" },
    logprobs: 2,
  };
  expect((await alignTiny(body)).choices[0]).not.toHaveProperty("logprobs");
});
