import { describe, expect, test } from "vitest";
import { alignOn, alignTiny, prompt, textOf } from "../support/align-tiny.ts";
import { leaningModel } from "../support/leaning-model.ts";
import { tinyModel } from "../support/tiny-model.ts";

describe("best_first", () => {
  /** What it makes of a model that is sure to write this, token by token, wherever it stands. */
  async function written(text: string, rewards: readonly object[], lead?: number) {
    const tiny = await tinyModel();
    const [end = 0] = tiny.endTokens;
    const tokens = [...tiny.tokenizer.encode(text), end];
    const first = tiny.tokenizer.encode(prompt).length - 1;
    const model = leaningModel(tiny, ({ position }, logits) => {
      const sure = tokens[position - first] ?? end;
      logits[sure] = logits.reduce((a, b) => Math.max(a, b)) + 8;
    });
    const search = { strategy: "best_first", ...(lead !== undefined && { lead }) };
    const alignment = await alignOn(model, { rewards, max_tokens: 200, search });
    return { text: textOf(alignment), tokens: tokens.length, usage: alignment.usage };
  }

  test("writes what repeats itself for good reason as the model means it, at the price of greedy decoding", async () => {
    const animals = ["bird", "farm", "sun", "bird", "farm", "sun"];
    const list = JSON.stringify(animals.map((name, age) => ({ name, age })));
    const { text, tokens, usage } = await written(list, [{ type: "keywords", include: ["bird"] }]);
    expect(text).toBe(list);
    expect(usage.forward_tokens - usage.prompt_tokens).toBeLessThan(1.2 * tokens);
  });

  test("what the model says by itself takes no more, however far ahead an answer must be", async () => {
    const rewards = [{ type: "keywords", include: ["bird"], enforce: "hard" }];
    const [none, large] = [
      await written("a bird in the sun", rewards, 0),
      await written("a bird in the sun", rewards, 1000),
    ];
    expect(large).toEqual(none);
  });

  test("what rewards have brought about is the likelier a token, and the dearer, the further ahead it must be", async () => {
    const results = await Promise.all(
      [0, 2, 6].map((lead) =>
        alignTiny({
          rewards: [{ type: "keywords", include: ["moon", "bird"], enforce: "hard" }],
          max_tokens: 16,
          search: { strategy: "best_first", lead },
        }),
      ),
    );
    const perToken = results.map(({ choices: [choice] }) => (choice?.logprob ?? 0) / (choice?.tokens ?? 1));
    const spent = results.map(({ usage }) => usage.forward_tokens);
    expect(perToken).toEqual(perToken.toSorted((a, b) => a - b));
    expect(spent).toEqual(spent.toSorted((a, b) => a - b));
    expect(spent.at(-1)).toBeGreaterThan(spent[0] ?? 0);
  });
});
