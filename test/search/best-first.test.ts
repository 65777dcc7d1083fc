import { describe, expect, test } from "vitest";
import { alignOn, prompt, textOf } from "../support/align-tiny.ts";
import { leaningModel } from "../support/leaning-model.ts";
import { tinyModel } from "../support/tiny-model.ts";

describe("best_first", () => {
  /** What it makes of a model that is sure to write this, token by token, wherever it stands. */
  async function written(text: string, rewards: readonly object[]) {
    const tiny = await tinyModel();
    const [end = 0] = tiny.endTokens;
    const tokens = [...tiny.tokenizer.encode(text), end];
    const first = tiny.tokenizer.encode(prompt).length - 1;
    const model = leaningModel(tiny, ({ position }, logits) => {
      const sure = tokens[position - first] ?? end;
      logits[sure] = logits.reduce((a, b) => Math.max(a, b)) + 8;
    });
    const search = { strategy: "best_first" };
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
});
