import { describe, expect, test } from "vitest";
import { SentenceEncoder } from "../../src/model/encoder/text-encoder.ts";
import { noTextModels } from "../../src/model/text-models.ts";
import { rewardSpecSchema } from "../../src/reward/registry.ts";
import { assessTexts, type Judgement } from "../../src/reward/reward.ts";
import { folderReader, nodePlatform } from "../../src/runtime/node.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { alignTiny } from "../support/align-tiny.ts";
import { prepared } from "./judge.ts";

const encoder = nodePlatform
  .startOnnx()
  .then((onnx) => SentenceEncoder.load(folderReader("models/all-minilm-l6-v2"), onnx));

async function judgement(spec: object, text: string) {
  const reward = await prepared(
    { type: "similarity", ...spec },
    { textModels: { ...noTextModels, encoder: () => encoder } },
  );
  const [only] = await assessTexts(reward, [{ text, tokens: 1, logProbability: -1 }]);
  return only as Judgement;
}

const storm = "A sailing boat in a storm at sea.";

describe("similarity", () => {
  test("is high for what means the same, and low for what does not", async () => {
    const near = await judgement({ to: storm }, "The yacht was tossed by the waves as the gale grew.");
    const far = await judgement({ to: storm }, "Interest rates were raised by the central bank.");
    expect(near.measure).toBeGreaterThan(0.5);
    expect(near.value).toBe(1);
    expect(far.measure).toBeLessThan(0.2);
    expect(far.value).toBeLessThan(0.4);
  });

  test("the nearest of several counts, towards and away", async () => {
    const several = {
      to: ["Cooking pasta at home.", storm],
      not_to: ["A football match.", "Cooking pasta."],
    };
    const good = await judgement(several, "The yacht was tossed by the waves as the gale grew.");
    expect(good.value).toBe(1);
    const both = await judgement(several, "Boil the pasta for ten minutes.");
    expect(both.value).toBeLessThan(1);
    expect(both.explain).toMatch(/to what it should not be, at most 0\.4 is wanted$/u);
  });

  test("a text that is longer than what is read at once is read in windows, and that is said", async () => {
    const long = `${"The boat sailed on through the rain. ".repeat(60)}Then the bank raised its rates.`;
    const { explain, measure } = await judgement({ to: storm }, long);
    expect(explain).toMatch(/read in \d windows$/u);
    expect(measure).toBeGreaterThan(0.4);
  });

  test("a vector does not depend on what was read before", async () => {
    const first = await judgement({ to: storm }, "A quiet harbour.");
    await judgement({ to: storm }, "Something else entirely, and longer than that.");
    expect(await judgement({ to: storm }, "A quiet harbour.")).toEqual(first);
  });

  test("without an encoder it is refused, and so is a spec that compares with nothing", async () => {
    await expect(alignTiny({ rewards: [{ type: "similarity", to: storm }] })).rejects.toMatchObject({
      code: "invalid_request",
      param: "/rewards/0/type",
    });
    expect(() => parseOrRefuse(rewardSpecSchema, { type: "similarity" })).toThrow("needs to or not_to");
  });
});
