import { describe, expect, test } from "vitest";
import { type Classifiers, LoadedClassifiers } from "../../src/model/classifier/classifiers.ts";
import { assessTexts, type Judgement } from "../../src/reward/reward.ts";
import { folderReader, nodePlatform } from "../../src/runtime/node.ts";
import { alignOn, alignTiny } from "../support/align-tiny.ts";
import { withTinyClassifier } from "../support/tiny-classifier.ts";
import { tinyModel } from "../support/tiny-model.ts";
import { prepared } from "./judge.ts";

const spec = { type: "classifier", model: "tone", label: "kind" };

function withClassifiers<T>(use: (classifiers: Classifiers) => Promise<T>): Promise<T> {
  const readerOf = (folder: string) => (name: string) =>
    folderReader(name === "tone" ? folder : `${folder}/nowhere`);
  return withTinyClassifier((folder) => use(new LoadedClassifiers(readerOf(folder), nodePlatform)));
}

async function judgement(own: object, text: string) {
  return withClassifiers(async (classifiers) => {
    const reward = await prepared({ ...spec, ...own }, { textModels: { encoder: null, classifiers } });
    const [only] = await assessTexts(reward, [{ text, tokens: 1, logProbability: -1 }]);
    return only as Judgement;
  });
}

describe("classifier", () => {
  test("a label that should be probable, or improbable", async () => {
    const kind = 1 / (1 + Math.exp(-3));
    const good = await judgement({ threshold: 0.9 }, "a good dog");
    expect(good.measure).toBeCloseTo(kind, 6);
    expect(good).toMatchObject({ value: 1, explain: "kind 0.953, at least 0.9 is wanted" });
    const bad = await judgement({ threshold: 0.5 }, "a red dog");
    expect(bad.value).toBeCloseTo((1 - kind) / 0.5, 6);
    const rude = await judgement({ label: "rude", direction: "minimise", threshold: 0.2 }, "a red dog");
    expect(rude.measure).toBeCloseTo(kind, 6);
    expect(rude.value).toBeCloseTo((1 - kind) / 0.8, 6);
  });

  test("of a text that is longer than what is read at once the worst window counts, and that is said", async () => {
    const long = `${"a dog and ".repeat(12)}a red cat${" and a dog".repeat(12)}`;
    const { measure, explain } = await judgement({}, long);
    expect(measure).toBeCloseTo(1 / (1 + Math.exp(3)), 6);
    expect(explain).toMatch(/in the worst of \d+ windows/u);
  });

  test("chooses among finished answers", async () => {
    await withClassifiers(async (classifiers) => {
      const model = await tinyModel();
      const { choices, usage } = await alignOn(
        model,
        {
          prompt: "the dog is",
          rewards: [spec],
          search: { strategy: "best_of_n", n: 4 },
          seed: 3,
        },
        undefined,
        { encoder: null, classifiers },
      );
      expect(choices[0]?.reward.scores[0]?.explain).toMatch(/^kind /u);
      expect(usage.reward_calls).toBeGreaterThan(0);
    });
  });

  test("a classifier or label that is not there is refused before any work", async () => {
    await expect(alignTiny({ rewards: [spec] })).rejects.toMatchObject({ param: "/rewards/0/model" });
    await withClassifiers(async (classifiers) => {
      const textModels = { encoder: null, classifiers };
      await expect(prepared({ ...spec, model: "no-such" }, { textModels })).rejects.toMatchObject({
        code: "invalid_request",
        param: "/model",
      });
      await expect(prepared({ ...spec, label: "polite" }, { textModels })).rejects.toMatchObject({
        param: "/label",
        message: "tone has the labels kind and rude",
      });
    });
  });

  test("one that fails in the middle of a search fails the request, unless that was to be ignored", async () => {
    const broken: Classifiers = {
      labels: async () => ["kind"],
      classify: () => Promise.reject(new Error("out of memory")),
    };
    const textModels = { encoder: null, classifiers: broken };
    const ask = (on_error: string) =>
      tinyModel().then((model) =>
        alignOn(
          model,
          { rewards: [{ ...spec, on_error }], search: { strategy: "greedy" } },
          undefined,
          textModels,
        ),
      );
    await expect(ask("fail")).rejects.toMatchObject({
      code: "model_unavailable",
      status: 503,
      retryAfter: 5,
    });
    const { choices } = await ask("ignore");
    expect(choices[0]?.reward.scores[0]).toMatchObject({
      value: 1,
      explain: "not judged: the classifier failed",
    });
  });
});
