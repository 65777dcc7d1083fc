import { describe, expect, test } from "vitest";
import { noTally } from "../../src/budget/tally.ts";
import { LoadedClassifiers } from "../../src/model/classifier/classifiers.ts";
import type { LanguageModel } from "../../src/model/language-model.ts";
import { logSumExp } from "../../src/model/log-sum-exp.ts";
import type { TextModels } from "../../src/model/text-models.ts";
import { folderReader, nodePlatform } from "../../src/runtime/node.ts";
import { score } from "../../src/score.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { type Scores, scoreRequestSchema, scoresSchema } from "../../src/spec/score.ts";
import { alignOn, alignTiny, prompt } from "../support/align-tiny.ts";
import { countingModel, manualClock } from "../support/counting-model.ts";
import { logitsAlone } from "../support/search-parts.ts";
import { withTinyClassifier } from "../support/tiny-classifier.ts";
import { tinyModelWith, waveHead } from "../support/tiny-heads.ts";
import { tinyModel } from "../support/tiny-model.ts";

interface Options {
  model?: LanguageModel;
  clock?: ReturnType<typeof manualClock>;
  signal?: AbortSignal;
  textModels?: TextModels;
}

async function scoreTiny(body: object, options: Options = {}): Promise<Scores> {
  const request = parseOrRefuse(scoreRequestSchema, { prompt, ...body });
  const { model = await tinyModel(), clock = manualClock(), ...rest } = options;
  return scoresSchema.parse(await score(request, { model, clock, ...rest }));
}

const texts = [" people of the sea", " people of the land", " people", "", " people of the sea"];

describe("how likely a text is", () => {
  test("is the sum over its tokens behind the prompt, and over the end behind them", async () => {
    const model = await tinyModel();
    const { data } = await scoreTiny({ texts });
    const before = model.tokenizer.encode(prompt);
    for (const [index, text] of texts.entries()) {
      const tokens = model.tokenizer.encode(text);
      const logits = await logitsAlone(model, [...before, ...tokens]);
      const logProbability = (token: number, position: number) => {
        const row = logits[position - 1] ?? new Float32Array();
        return (row[token] ?? 0) - logSumExp(row);
      };
      const open = tokens.reduce((sum, token, at) => sum + logProbability(token, before.length + at), 0);
      const ends = [...model.endTokens].map((token) => logProbability(token, before.length + tokens.length));
      expect(data[index]).toMatchObject({
        index,
        tokens: tokens.length,
        open_logprob: expect.closeTo(open, 5),
        logprob: expect.closeTo(open + Math.max(...ends), 5),
      });
    }
  });

  test("is what the choice of an alignment says, and so is its reward", async () => {
    const rewards = [
      { type: "length", unit: "words", min: 2, max: 3 },
      { type: "keywords", include: ["people"], enforce: "hard" },
    ];
    const { choices } = await alignTiny({
      rewards,
      search: { strategy: "sample" },
      n: 6,
      seed: 4,
      max_tokens: 12,
    });
    const { data } = await scoreTiny({ rewards, texts: choices.map(({ text }) => text) });
    for (const [index, { finish_reason, logprob, tokens, reward }] of choices.entries()) {
      const scored = data[index];
      // The model may spell a text in other tokens than the tokenizer would.
      if (scored?.tokens !== tokens) continue;
      expect(finish_reason === "stop" ? scored.logprob : scored.open_logprob).toBeCloseTo(logprob ?? 0, 6);
      expect(scored.reward).toEqual(reward);
    }
  });
});

describe("what it takes", () => {
  test("is the prompt once and what the texts have in common once", async () => {
    const { model, counts } = countingModel(await tinyModel());
    const { usage } = await scoreTiny(
      { texts, rewards: [{ type: "length", unit: "words", max: 3 }] },
      { model },
    );
    const tokens = texts.map((text) => model.tokenizer.encode(text));
    const beginnings = tokens.flatMap((ids) => ids.map((_, index) => ids.slice(0, index + 1).join()));
    const rows = model.tokenizer.encode(prompt).length + new Set(beginnings).size;
    expect(usage).toMatchObject({
      forward_tokens: rows,
      // One of them stands there twice.
      reward_calls: texts.length - 1,
      completion_tokens: tokens.flat().length,
    });
    expect(counts).toEqual({ rows, steps: usage.steps });
  });

  test.each([
    ["forward_tokens", 8],
    ["steps", 1],
    ["reward_calls", 4],
  ])("is known beforehand: too little of %s is refused, and nothing computed", async (dimension, limit) => {
    const { model, counts } = countingModel(await tinyModel());
    const rewards = [{ type: "length", unit: "words", max: 3 }];
    const refused = scoreTiny({ texts, rewards, budget: { [dimension]: limit } }, { model });
    await expect(refused).rejects.toMatchObject({ code: "invalid_request", param: `/budget/${dimension}` });
    expect(counts.rows).toBe(0);
  });

  test("and a text that is too much is refused before those behind it are looked at", async () => {
    const tiny = await tinyModel();
    const looked: string[] = [];
    const tokenizer = {
      ...tiny.tokenizer,
      encode: (text: string) => {
        looked.push(text);
        return tiny.tokenizer.encode(text);
      },
    };
    const long = " people of the sea".repeat(20);
    const asked = { texts: [" people", long, " sea"], budget: { forward_tokens: 40 } };
    await expect(scoreTiny(asked, { model: { ...tiny, tokenizer } })).rejects.toMatchObject({
      param: "/budget/forward_tokens",
      message: expect.stringContaining("2 of the texts"),
    });
    expect([looked.includes(long), looked.includes(" sea")]).toEqual([true, false]);
  });

  test("is told as it is taken", async () => {
    const model = await tinyModel();
    const request = parseOrRefuse(scoreRequestSchema, { prompt, texts });
    let told = 0;
    const tally = { ...noTally, forwardTokens: (count: number) => (told += count) };
    const { usage } = await score(request, { model, clock: manualClock(), tally });
    expect(told).toBe(usage.forward_tokens);
  });
});

describe("every reward has its say", () => {
  test("one that compares with the model's own answer, which is made and paid for", async () => {
    const rewards = [{ type: "likelihood_floor", delta: 0.5 }];
    const { choices } = await alignTiny({ search: { strategy: "greedy" }, max_tokens: 128 });
    const own = choices[0]?.text ?? "";
    const given = [own, " sea land of of"];
    const { data, usage } = await scoreTiny({ texts: given, rewards });
    expect(data[0]?.reward.satisfied).toBe(true);
    expect(data[1]?.reward.total).toBeLessThan(1);
    const without = await scoreTiny({ texts: given });
    expect(usage.forward_tokens).toBeGreaterThan(without.usage.forward_tokens);
  });

  test("goals, which are measured from it", async () => {
    const rewards = [{ type: "length", name: "words", unit: "words", target: 3 }];
    const combine = { mode: "goal", targets: { words: 3 }, scales: { words: 1 } };
    const { data } = await scoreTiny({ texts: ["one two three", "one"], rewards, combine });
    expect(data.map(({ reward }) => reward.goal?.distance)).toEqual([0, 2]);
  });

  test("heads, which read the states of texts that are given, too", async () => {
    const model = await tinyModelWith([waveHead("first", 1)]);
    const rewards = [{ type: "head", head: "first", threshold: 0.2 }];
    const answer = await alignOn(model, { rewards, search: { strategy: "greedy" }, max_tokens: 4 });
    const { text, tokens } = answer.choices[0] ?? { text: "", tokens: 0 };
    const { data } = await scoreTiny({ texts: [text], rewards }, { model });
    expect(data[0]?.tokens).toBe(tokens);
    // The last token of an answer that is cut off is never computed: here it is read, too.
    expect(data[0]?.reward.scores[0]?.explain).toContain(`over ${tokens} tokens`);
  });

  test("classifiers, as audits too", async () => {
    await withTinyClassifier(async (folder) => {
      const classifiers = new LoadedClassifiers(() => folderReader(folder), nodePlatform);
      const rewards = [
        { type: "length", unit: "words", max: 2 },
        { type: "classifier", model: "tone", label: "kind", threshold: 0.9, audit: true },
      ];
      const { data, usage } = await scoreTiny(
        { texts: [" good dog", " red dog"], rewards },
        { textModels: { encoder: null, classifiers } },
      );
      expect(data.map(({ reward }) => reward.total)).toEqual([1, 1]);
      expect(data.map(({ reward }) => reward.scores[1]?.satisfied)).toEqual([true, false]);
      expect(data[1]?.reward.audit?.gap).toBeGreaterThan(0);
      expect(usage.reward_calls).toBe(4);
    });
  });
});

describe("it is refused", () => {
  test.each<[string, object, string]>([
    ["without texts", { texts: [] }, "/texts"],
    ["with more texts than there may be", { texts: Array.from({ length: 65 }, String) }, "/texts"],
    ["with a text that does not fit", { texts: ["a", " people".repeat(5000)] }, "/texts/1"],
    ["with a lone surrogate", { texts: ["\ud800"] }, "/texts/0"],
    ["with an unknown field", { texts: ["a"], n: 2 }, "/n"],
    ["without a prompt", { texts: ["a"], prompt: undefined }, "/prompt"],
    [
      "with a reward that watches decisions",
      {
        texts: ["a"],
        rewards: [{ type: "choice", options: ["a", "b"], enforce: "hard" }, { type: "margin" }],
      },
      "/rewards/1",
    ],
  ])("%s", async (_, body, param) => {
    await expect(scoreTiny(body)).rejects.toMatchObject({ code: "invalid_request", param });
  });
});

test("a client that goes away ends it with the step under way", async () => {
  const client = new AbortController();
  const { model, counts } = countingModel(await tinyModel(), () => client.abort());
  await expect(scoreTiny({ texts }, { model, signal: client.signal })).rejects.toMatchObject({
    code: "cancelled",
  });
  expect(counts.steps).toBe(1);
});

test("where the time is up, a part of the scores is not given for the whole", async () => {
  const clock = manualClock();
  const { model } = countingModel(await tinyModel(), () => clock.advance(60));
  const late = scoreTiny({ texts, budget: { time_ms: 100 } }, { model, clock });
  await expect(late).rejects.toMatchObject({
    code: "exhausted",
    status: 422,
    param: "/budget/time_ms",
  });
});

test("a judge reads a given text as it does an answer, and what it reads is counted", async () => {
  const rewards = [{ type: "judge", standard: "polite" }];
  const { choices } = await alignTiny({ rewards, search: { strategy: "greedy" } });
  const { model, counts } = countingModel(await tinyModel());
  const { data, usage } = await scoreTiny({ texts: [choices[0]?.text, " people"], rewards }, { model });
  expect(data[0]?.reward.scores[0]?.measure).toBeCloseTo(choices[0]?.reward.scores[0]?.measure ?? 0, 9);
  expect(usage).toMatchObject({ forward_tokens: counts.rows, steps: counts.steps, reward_calls: 2 });
  await expect(scoreTiny({ texts, rewards, budget: { forward_tokens: 60 } })).rejects.toMatchObject({
    param: "/budget/forward_tokens",
  });
});
