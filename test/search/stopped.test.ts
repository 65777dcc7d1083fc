import { describe, expect, test } from "vitest";
import { align } from "../../src/align.ts";
import { nothing } from "../../src/budget/cost.ts";
import { Meter } from "../../src/budget/meter.ts";
import { PathReader } from "../../src/decode/path-reader.ts";
import type { Node } from "../../src/decode/token-tree.ts";
import { prepareRewards } from "../../src/reward/prepare.ts";
import { Scorer } from "../../src/reward/scorer.ts";
import { Answers } from "../../src/search/answers.ts";
import { budgetSchema } from "../../src/spec/budget.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";
import { someContext } from "../reward/judge.ts";
import { alignTiny, textOf } from "../support/align-tiny.ts";
import { manualClock } from "../support/counting-model.ts";
import { plantedTree } from "../support/search-parts.ts";
import { tinyModel } from "../support/tiny-model.ts";

const frisbee = { type: "keywords", include: ["frisbee"], enforce: "hard" };

describe("a search that must stop", () => {
  test("returns all that has finished, though there was no time left to say so", async () => {
    const model = await tinyModel();
    const choicesAfter = async (time_ms: number) => {
      const clock = manualClock();
      const request = parseOrRefuse(alignRequestSchema, {
        prompt: "the people of the",
        rewards: [frisbee],
        search: { strategy: "banked", width: 3, k: 3 },
        n: 2,
        max_tokens: 8,
        budget: { time_ms },
      });
      const pause = async () => clock.advance(1);
      return align(request, { model, clock: { ...clock, pause } });
    };
    const whole = await choicesAfter(1000);
    for (let time = 1; time < 20; time++) {
      const { choices, usage } = await choicesAfter(time);
      if (usage.steps < whole.usage.steps) continue;
      expect(
        choices.map(({ text }) => text),
        `${time} ms`,
      ).toEqual(whole.choices.map(({ text }) => text));
    }
  });

  test("does not forget paths that led nowhere for those that begin anew", async () => {
    // Either word is short enough for a line, both are not.
    const rewards = [
      { type: "keywords", include: ["moonlight", "xylophone"], enforce: "hard" },
      { type: "regex", pattern: ".{12}", mode: "absent", enforce: "hard" },
    ];
    const totals: number[] = [];
    // Enough of them for a whole answer, whose room they would otherwise be.
    for (let steps = 20; steps < 36; steps++) {
      const search = { strategy: "banked" };
      const { choices } = await alignTiny({ rewards, max_tokens: 20, search, budget: { steps } });
      totals.push(choices[0]?.reward.total ?? 0);
    }
    expect(totals).toEqual(totals.toSorted((a, b) => a - b));
  });

  test("scores what has begun, and what has finished, first, where one text is all it can score", async () => {
    const model = await tinyModel();
    const { tree, root } = await plantedTree(model, model.tokenizer.encode("the people"));
    const [endToken = 0] = model.endTokens;
    const begun = tree.child(root, { token: model.tokenizer.encode(" dog")[0] ?? 0, logProbability: -1 });
    const doubtful = tree.child(begun, { token: begun.token, logProbability: -9 });
    const finished = tree.child(doubtful, { token: endToken, logProbability: -9 });
    const bestOf = async (nodes: (typeof root)[]) => {
      const meter = new Meter(budgetSchema.parse({ reward_calls: 1 }), manualClock());
      const { rewards } = parseOrRefuse(alignRequestSchema, { prompt: "x", rewards: [frisbee] });
      const scorer = new Scorer(await prepareRewards(rewards, someContext), { mode: "gated" });
      meter.holdBack({ ...nothing, rewardCalls: 1 });
      const answers = new Answers(new PathReader({ ...model, stop: [], maxTokens: 8 }), scorer, meter, 1);
      answers.workingOn(nodes);
      return answers.best(false);
    };
    expect(await bestOf([root, begun])).toMatchObject([{ depth: 1 }]);
    expect(await bestOf([begun, finished])).toMatchObject([{ finish: "stop" }]);
  });

  test("has half an answer stand for a whole one only where that breaks a hard reward", async () => {
    const model = await tinyModel();
    const { tree, root } = await plantedTree(model, model.tokenizer.encode("the people"));
    const [endToken = 0] = model.endTokens;
    const say = (parent: Node, token: number) => tree.child(parent, { token, logProbability: -1 });
    const begun = say(root, model.tokenizer.encode(" dog")[0] ?? 0);
    const other = say(root, model.tokenizer.encode(" sun")[0] ?? 0);
    const longer = say(begun, begun.token);
    const finished = say(longer, endToken);
    const short = { type: "length", unit: "words", max: 1, name: "short" };
    const bestOf = async (wanted: number, rewards: object[]) => {
      const meter = new Meter(budgetSchema.parse({}), manualClock());
      const request = parseOrRefuse(alignRequestSchema, { prompt: "x", rewards });
      const scorer = new Scorer(await prepareRewards(request.rewards, someContext), { mode: "gated" });
      meter.holdBack({ ...nothing, rewardCalls: 4 });
      const paths = new PathReader({ ...model, stop: [], maxTokens: 8 });
      const answers = new Answers(paths, scorer, meter, wanted);
      answers.workingOn([begun, other, finished]);
      return (await answers.best(false)).map(({ text }) => text.trim());
    };
    expect(await bestOf(1, [short])).toEqual(["dog dog"]);
    expect(await bestOf(1, [{ ...short, enforce: "hard" }])).toEqual(["dog"]);
    const two = await bestOf(2, [short]);
    expect(two).toHaveLength(2);
    expect(two).toContain("dog dog");
  });

  test("is over once a whole answer has all that is asked for and little more can be paid for", async () => {
    const ends = [];
    for (const strategy of ["auto", "best_first"]) {
      for (let forward_tokens = 28; forward_tokens <= 44; forward_tokens += 4) {
        const { choices, budget } = await alignTiny({
          rewards: [frisbee],
          max_tokens: 24,
          search: { strategy },
          budget: { forward_tokens },
        });
        if (choices[0]?.reward.satisfied && choices[0].finish_reason === "stop")
          ends.push(budget.stop_reason);
      }
    }
    expect(new Set(ends)).toEqual(new Set(["satisfied"]));
  });

  test("falls back on the greedy answer that it was measured from", async () => {
    const greedy = await alignTiny({ search: { strategy: "greedy" } });
    const measured = await alignTiny({
      rewards: [{ type: "length", name: "long", unit: "characters", min: 5 }],
      combine: { mode: "goal", targets: { long: 20 } },
      search: { strategy: "sample" },
      seed: 1,
      budget: { steps: greedy.usage.steps + 1 },
    });
    expect(measured.budget.exhausted_by).toBe("steps");
    expect(textOf(measured)).toBe(textOf(greedy));
  });

  test("notices so while it looks for a token that is allowed", async () => {
    const client = new AbortController();
    let pauses = 0;
    const pause = async () => {
      if (++pauses === 5) client.abort();
    };
    const request = parseOrRefuse(alignRequestSchema, {
      prompt: "the people of the",
      rewards: [{ type: "characters", forbid: ["any"], allow: ["☃"], enforce: "hard" }],
      search: { strategy: "banked" },
    });
    const clock = { ...manualClock(), pause };
    const { budget, usage } = await align(request, {
      model: await tinyModel(),
      clock,
      signal: client.signal,
    });
    expect(budget.stop_reason).toBe("cancelled");
    expect(usage.steps).toBe(1);
  });
});

test("rewards that the search never sees are no reason to search", async () => {
  const plain = await alignTiny({});
  const audited = await alignTiny({ rewards: [{ type: "keywords", include: ["dog"], audit: true }] });
  expect(textOf(audited)).toBe(textOf(plain));
  expect(audited.usage.forward_tokens).toBe(plain.usage.forward_tokens);
});
