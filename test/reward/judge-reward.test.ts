import { describe, expect, test } from "vitest";
import type { Likelihoods } from "../../src/decode/asides.ts";
import { rewardSpecSchema } from "../../src/reward/registry.ts";
import { assessTexts, type ModelReader } from "../../src/reward/reward.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { prepared } from "./judge.ts";

/** A reader that finds texts as likely as `nats` says, and remembers what it was asked for. */
function readerThatSays(nats: Record<string, Partial<Likelihoods>>) {
  const requests: Parameters<ModelReader["behind"]>[0][] = [];
  const reader: ModelReader = {
    behind(sentences) {
      requests.push(sentences);
      return { root: null as never, room: 8 };
    },
    most: () => ({ forwardTokens: 14, steps: 1 }),
    read: async (_, texts) =>
      texts.map((text) => ({ nats: [-1, -1], tokens: 3, isCut: false, ...nats[text] })),
  };
  return { reader, requests };
}

async function judgements(spec: object, nats: Record<string, Partial<Likelihoods>>) {
  const reward = await prepared(
    { type: "judge", threshold: 0.5, ...spec },
    { reader: readerThatSays(nats).reader },
  );
  const texts = Object.keys(nats).map((text) => ({ text, tokens: 3, logProbability: -1 }));
  return assessTexts(reward, texts);
}

describe("judge", () => {
  test("is the probability of yes, by how much likelier a text is where it was asked for", async () => {
    const [even, likely, unlikely] = await judgements(
      { standard: "polite" },
      { even: { nats: [-4, -4] }, likely: { nats: [-4, -4 - Math.log(9)] }, unlikely: { nats: [-9, -2] } },
    );
    expect(even).toMatchObject({ value: 1, measure: 0.5 });
    expect(likely?.measure).toBeCloseTo(0.9, 12);
    expect(unlikely?.measure).toBeLessThan(0.001);
    expect(unlikely?.value).toBeLessThan(0.002);
  });

  test("the value falls below the threshold, in proportion", async () => {
    const spec = { standard: "clear", threshold: 0.8 };
    const [even] = await judgements(spec, { even: { nats: [-4, -4] } });
    expect(even?.value).toBeCloseTo(0.5 / 0.8, 12);
    expect(even?.explain).toBe("yes with 0.500, at least 0.8 is wanted");
  });

  test("says so where a text is too long to be read to its end, or there is none", async () => {
    const [long, none] = await judgements(
      { standard: "polite" },
      { long: { tokens: 8, isCut: true }, none: { tokens: 0 } },
    );
    expect(long?.explain).toBe("yes with 0.500, by its first 8 tokens, at least 0.5 is wanted");
    expect(none).toMatchObject({ value: 0, explain: "nothing is written" });
  });

  test("a text to compare with stands in front of what is asked for", async () => {
    const { reader, requests } = readerThatSays({});
    await prepared({ type: "judge", standard: "faithful", to: "The shop is shut." }, { reader });
    const text = ["Text: The shop is shut."];
    expect(requests.map(({ before }) => before)).toEqual([text, text]);
    expect(new Set(requests.flatMap(({ after }) => after)).size).toBe(2);
  });

  test.each([
    [{}, "either a standard or a question"],
    [{ standard: "polite", question: "Is it so?" }, "either a standard or a question"],
    [{ standard: "faithful" }, "goes with faithful"],
    [{ standard: "polite", to: "A text." }, "goes with faithful"],
    [{ standard: "witty" }, "must be one of"],
    [{ question: "" }, "must not be empty"],
  ])("%j is refused", (spec, reason) => {
    expect(() => parseOrRefuse(rewardSpecSchema, { type: "judge", ...spec })).toThrow(reason);
  });

  test("is refused where the model does not tell how likely texts are", async () => {
    await expect(prepared({ type: "judge", standard: "polite" })).rejects.toMatchObject({
      code: "invalid_request",
      param: "/type",
    });
  });
});
