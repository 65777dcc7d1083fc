import { describe, expect, test } from "vitest";
import { nothing } from "../../src/budget/cost.ts";
import { PathReader } from "../../src/decode/path-reader.ts";
import { TokenTree } from "../../src/decode/token-tree.ts";
import { prepareRewards } from "../../src/reward/prepare.ts";
import { rewardSpecSchema } from "../../src/reward/registry.ts";
import { Scorer } from "../../src/reward/scorer.ts";
import { Answers } from "../../src/search/answers.ts";
import { trimUnfinished } from "../../src/search/finalizer.ts";
import type { FinishedPath } from "../../src/search/finished-paths.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { someContext } from "../reward/judge.ts";
import { alignOn, prompt } from "../support/align-tiny.ts";
import { leaningModel } from "../support/leaning-model.ts";
import { plantedTree } from "../support/search-parts.ts";
import { tinyModel } from "../support/tiny-model.ts";

const sentence = " small bird eat run farm.";
const rest = " She sat and";

interface Written {
  /** A text, and the log-probability that each of its tokens has. */
  parts: readonly (readonly [string, number])[];
}

/** What is left of the first where a model wrote it, and all others beside it, and all were cut off by `max_tokens`. */
async function trimmedText(spec: object, ...written: readonly Written[]): Promise<string> {
  const model = await tinyModel();
  const { decoder, meter } = await plantedTree(model, [1]);
  const tree = new TokenTree();
  const [root] = tree.plant([1]);
  if (!root) throw new Error("a prompt has tokens");
  const ends = written.map(({ parts }) => {
    let node = root;
    for (const [text, logProbability] of parts)
      for (const token of model.tokenizer.encode(text)) node = tree.child(node, { token, logProbability });
    return node;
  });
  const maxTokens = Math.min(...ends.map(({ depth }) => depth));
  const paths = new PathReader({ ...model, stop: [], maxTokens });
  const rewards = await prepareRewards([parseOrRefuse(rewardSpecSchema, spec)], someContext);
  const answers = new Answers(paths, new Scorer(rewards, { mode: "gated" }), meter, 1);
  meter.holdBack({ ...nothing, rewardCalls: 1 });
  const offered: FinishedPath[] = [];
  for (const node of ends) offered.push({ node, answer: await answers.offer(node) });
  const [best] = offered;
  if (best) await trimUnfinished({ paths, answers, decoder }, best);
  return (await answers.best(true))[0]?.text ?? "";
}

const withBird = { type: "keywords", include: ["bird"] };

function trimmed(ofSentence: number, ofRest: number, spec: object): Promise<string> {
  const parts = [[sentence, ofSentence] as const, [rest, ofRest] as const];
  return trimmedText(spec, { parts });
}

test("what breaks off behind a complete sentence goes", async () => {
  expect(await trimmed(-1, -2, withBird)).toBe(sentence);
});

test("but not where the text gets less likely a token by that", async () => {
  expect(await trimmed(-2, -1, withBird)).toBe(sentence + rest);
});

test("nor where a reward loses by it", async () => {
  expect(await trimmed(-1, -2, { type: "keywords", include: ["sat"] })).toBe(sentence + rest);
});

test("the answer that was trimmed stays before one that ranks the same and reads worse", async () => {
  const cut = { parts: [[sentence, -1] as const, [rest, -2] as const] };
  const worse = { parts: [[" the bird and the bird and the bird and the bird and the bird", -6] as const] };
  expect(await trimmedText(withBird, cut, worse)).toBe(sentence);
});

test.each([" small bird eat 3.5 sun and", " bird\n2. sun and", " bird eat e.g. sun and"])(
  "no sentence ends within %j",
  async (text) => {
    const half = Math.floor(text.length / 2);
    const parts = [[text.slice(0, half), -1] as const, [text.slice(half), -2] as const];
    expect(await trimmedText(withBird, { parts })).toBe(text);
  },
);

describe("an answer that is cut off in its only sentence", () => {
  const max_tokens = 8;

  /**
   * What `auto` says where towards the limit a full stop is less likely than the likeliest token by so much, in nats,
   * and then the end the likeliest token.
   */
  async function saidWhereAStopIs(behind: number) {
    const tiny = await tinyModel();
    const [stop = 0] = tiny.tokenizer.encode(".");
    const [end = 0] = tiny.endTokens;
    const first = tiny.tokenizer.encode(prompt).length;
    const model = leaningModel(tiny, ({ token, position }, logits) => {
      const most = logits.reduce((a, b) => Math.max(a, b));
      logits[stop] = position < first + max_tokens - 3 ? most - 30 : most - behind;
      logits[end] = token === stop ? most + 3 : most - 30;
    });
    const { choices } = await alignOn(model, {
      rewards: [{ type: "letter_frequency", letter: "q", min: 40, guide: false }],
      max_tokens,
      search: { strategy: "auto", least_gain: 1 },
    });
    return choices[0];
  }

  test("ends sooner where the model could have", async () => {
    const choice = await saidWhereAStopIs(0.1);
    expect(choice?.finish_reason).toBe("stop");
    expect(choice?.text).toMatch(/[^.]\.$/);
  });

  test("but not where a full stop would read worse", async () => {
    const choice = await saidWhereAStopIs(3);
    expect(choice?.finish_reason).toBe("length");
    expect(choice?.text).not.toContain(".");
  });
});
