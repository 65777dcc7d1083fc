import { expect, test } from "vitest";
import { Meter } from "../../src/budget/meter.ts";
import { PathReader } from "../../src/decode/path-reader.ts";
import { TokenTree } from "../../src/decode/token-tree.ts";
import { prepareRewards } from "../../src/reward/prepare.ts";
import { Scorer } from "../../src/reward/scorer.ts";
import { Answers } from "../../src/search/answers.ts";
import { budgetSchema } from "../../src/spec/budget.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";
import { someContext } from "../reward/judge.ts";
import { manualClock } from "../support/counting-model.ts";
import { tinyModel } from "../support/tiny-model.ts";

test("candidates for the same token are judged under the same pressure, though judging spends calls", async () => {
  const { tokenizer, endTokens } = await tinyModel();
  const request = parseOrRefuse(alignRequestSchema, {
    prompt: "x",
    rewards: [
      { type: "keywords", include: ["xylophone"], enforce: "hard" },
      { type: "length", unit: "words", max: 9 },
    ],
    combine: { mode: "penalty", from: 0, to: 100 },
  });
  const scorer = new Scorer(await prepareRewards(request.rewards, someContext), request.combine);
  const meter = new Meter(budgetSchema.parse({ reward_calls: 8 }), manualClock());
  const answers = new Answers(
    new PathReader({ tokenizer, endTokens, stop: [], maxTokens: 8 }),
    scorer,
    meter,
    1,
  );
  const tree = new TokenTree();
  const [root] = tree.plant([tokenizer.encode("the")[0] ?? 0]);
  if (!root) throw new Error("a trunk has a root");
  const candidates = [" dog", " moon"].map((word) =>
    tree.child(root, { token: tokenizer.encode(word)[0] ?? 0, logProbability: -1 }),
  );
  answers.workingOn(candidates);
  const [one, other] = await Promise.all(candidates.map((candidate) => answers.judge(candidate)));
  expect(other).toBe(one);
  answers.workingOn(candidates);
  expect(await answers.judge(candidates[0] ?? root)).toBeLessThan(one ?? 0);
});
