import { describe, expect, it } from "vitest";
import { followingOf } from "../../../eval/ifeval/following.ts";
import { instructionIds, instructionSchema } from "../../../eval/ifeval/instruction.ts";
import { rewardsFor } from "../../../eval/ifeval/specs.ts";
import { ifeval } from "../../../eval/ifeval.ts";
import { parseOrRefuse } from "../../../src/spec/parse.ts";
import { alignRequestSchema } from "../../../src/spec/request.ts";
import { judge } from "../../reward/judge.ts";
import { tinyModel } from "../../support/tiny-model.ts";
import { examples } from "./examples.ts";

/** What the rewards leave out: that capitals are English; and they count sentences in another way. */
const roughly = new Set([
  "change_case:english_capital",
  "change_case:english_lowercase",
  "length_constraints:number_sentences",
]);

describe.each(instructionIds)("%s", (id) => {
  const items = examples[id].map(({ kwargs = {}, follows, breaks }) => ({
    item: { prompt: "Say something.", instructions: [instructionSchema.parse({ id, kwargs })] },
    texts: [...follows, ...breaks],
  }));

  it("is asked for by rewards that are hard, with one against loops", async () => {
    for (const { item } of items) {
      const { rewards } = parseOrRefuse(alignRequestSchema, ifeval.ask(item, await tinyModel()));
      expect(rewards.length).toBeGreaterThan(1);
      expect(rewards.every(({ enforce }) => enforce === "hard")).toBe(true);
      expect(rewards.at(-1)?.type).toBe("repetition");
    }
  });

  it.skipIf(roughly.has(id))("is followed by every text that satisfies its rewards", async () => {
    for (const { item, texts } of items) {
      for (const text of texts) {
        const judgements = await Promise.all(rewardsFor(item).map((spec) => judge(spec, text)));
        if (judgements.some(({ value }) => value < 1)) continue;
        const unfollowed = item.instructions.filter((each) => !followingOf(each, text).strict);
        expect({ text, unfollowed }).toEqual({ text, unfollowed: [] });
      }
    }
  });
});

it("keeps other scripts out of an answer in another language, unless something in Latin letters is asked for", () => {
  const inHindi = instructionSchema.parse({ id: "language:response_language", kwargs: { language: "hi" } });
  const withKeyword = instructionSchema.parse({ id: "keywords:existence", kwargs: { keywords: ["SRE"] } });
  const ownScript = (...instructions: (typeof inHindi)[]) => rewardsFor({ prompt: "p", instructions })[0];
  expect(ownScript(inHindi)).toMatchObject({ language: "hi", own_script: true });
  expect(ownScript(inHindi, withKeyword)).toMatchObject({ own_script: false });
});

it("only wishes for what the repeated prompt breaks", () => {
  const ask = { prompt_to_repeat: "Write a poem, please." };
  const repeat = instructionSchema.parse({ id: "combination:repeat_prompt", kwargs: ask });
  const noComma = instructionSchema.parse({ id: "punctuation:no_comma", kwargs: {} });
  const words = instructionSchema.parse({
    id: "length_constraints:number_words",
    kwargs: { relation: "at least", num_words: 50 },
  });
  const rewards = rewardsFor({ prompt: "p", instructions: [repeat, noComma, words] });
  expect(rewards.map(({ type, enforce }) => `${type} ${enforce}`)).toEqual([
    "repeat_prompt hard",
    "characters soft",
    "length hard",
    "repetition hard",
  ]);
});
