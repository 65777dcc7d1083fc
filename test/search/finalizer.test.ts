import { expect, test } from "vitest";
import { PathReader } from "../../src/decode/path-reader.ts";
import { TokenTree } from "../../src/decode/token-tree.ts";
import { prepareRewards } from "../../src/reward/prepare.ts";
import { rewardSpecSchema } from "../../src/reward/registry.ts";
import { Scorer } from "../../src/reward/scorer.ts";
import { Answers } from "../../src/search/answers.ts";
import { trimUnfinished } from "../../src/search/finalizer.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { someContext } from "../reward/judge.ts";
import { plantedTree } from "../support/search-parts.ts";
import { tinyModel } from "../support/tiny-model.ts";

const sentence = " small bird eat run farm.";
const rest = " sat sun and";

/** What is left of both texts where each token has the log-probability given for its part. */
async function trimmed(ofSentence: number, ofRest: number, spec: object): Promise<string> {
  const model = await tinyModel();
  const { decoder, meter } = await plantedTree(model, [1]);
  const tree = new TokenTree();
  const parts = [
    { tokens: model.tokenizer.encode(sentence), logProbability: ofSentence },
    { tokens: model.tokenizer.encode(rest), logProbability: ofRest },
  ];
  let node = tree.plant([1])[0];
  if (!node) throw new Error("a prompt has tokens");
  for (const { tokens, logProbability } of parts)
    for (const token of tokens) node = tree.child(node, { token, logProbability });
  const paths = new PathReader({ ...model, stop: [], maxTokens: node.depth });
  const rewards = await prepareRewards([parseOrRefuse(rewardSpecSchema, spec)], someContext);
  const answers = new Answers(paths, new Scorer(rewards, { mode: "gated" }), meter, 1);
  meter.holdBack(1);
  const answer = answers.offer(node);
  await trimUnfinished({ paths, answers, decoder }, { node, answer });
  return answers.best(true)[0]?.text ?? "";
}

const contentWithBoth = { type: "keywords", include: ["bird"] };

test("what breaks off behind a complete sentence goes", async () => {
  expect(await trimmed(-1, -2, contentWithBoth)).toBe(sentence);
});

test("but not where the text gets less likely a token by that", async () => {
  expect(await trimmed(-2, -1, contentWithBoth)).toBe(sentence + rest);
});

test("nor where a reward loses by it", async () => {
  expect(await trimmed(-1, -2, { type: "keywords", include: ["sun"] })).toBe(sentence + rest);
});
