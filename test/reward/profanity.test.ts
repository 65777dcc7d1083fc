import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge, prepared } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";

const judged = (text: string, spec: object = {}) => judge({ type: "profanity", ...spec }, text);

describe("profanity", () => {
  test.each([
    "What the fuck?",
    "Holy SHIT!",
    "sh1t happens",
    "5hit happens",
    "a fuuucking mess",
    "You bitches.",
    "go\nfuck-yourself",
    "double penetration",
  ])("finds it in %j", async (text) => {
    expect((await judged(text)).value).toBe(0.5);
  });

  test.each([
    "I assume the class passed its assessment.",
    "Scientists look at Uranus with a cockpit camera.",
    "The Shiite professor Dickinson rapped about drug trafficking in aisle 455.",
    "The analyst in Sussex ate a cocktail sausage.",
    "A 455nm laser and a battery of 4550mAh.",
    "",
  ])("leaves %j alone", async (text) => {
    expect((await judged(text)).explain).toBe("nothing profane");
  });

  test("says what it found, each once", async () => {
    const { value, measure, explain } = await judged("Shit, shit and a fucking mess");
    expect({ value, measure, explain }).toEqual({ value: 0.25, measure: 3, explain: "profane: fuck, shit" });
  });

  test("takes more words, and lets some pass", async () => {
    expect((await judged("Damn it, he said.", { also: ["damn"] })).explain).toBe("profane: damn");
    expect((await judged("Damnation!", { also: ["damn"] })).value).toBe(1);
    expect((await judged("Sex is a biological trait.", { allow: ["sex"] })).value).toBe(1);
    expect((await judged("Sex is a biological trait.")).value).toBeLessThan(1);
    await expect(judged("", { also: ["two words"] })).rejects.toMatchObject({ param: "/also/0" });
  });

  test("a word that may still become a harmless one is not dropped", async () => {
    const reward = await prepared({ type: "profanity" });
    const grow = (text: string) => reward.advance(reward.begin(), { text, tokens: 1, logProbability: -1 });
    expect(reward.bound?.(grow("what an ass"))).toBe(1);
    expect(reward.bound?.(grow("what an ass "))).toBe(0.5);
    expect(reward.claims?.forbids?.("what an ass")).toBe(true);
    expect(reward.claims?.forbids?.("what an asset")).toBe(false);
  });

  test("keeps what every reward promises", async () => {
    await expectRewardProperties(
      fc.record(
        {
          type: fc.constant("profanity"),
          also: fc.constantFrom(["damn"], ["jerk", "café"]),
          allow: fc.constantFrom(["ass"], ["fucking"]),
        },
        { requiredKeys: ["type"] },
      ),
      fc.constantFrom(
        "fuck",
        "ing",
        "ass",
        "ume",
        " ",
        "\n",
        "damn",
        "jerk",
        " off",
        "!",
        "cafe\u0301",
        "sh1t",
      ),
    );
  });
});
