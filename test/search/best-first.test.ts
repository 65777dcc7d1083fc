import { describe, expect, test } from "vitest";
import { align } from "../../src/align.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";
import { manualClock } from "../support/counting-model.ts";
import { leaningModel } from "../support/leaning-model.ts";
import { tinyModel } from "../support/tiny-model.ts";

describe("best_first", () => {
  const prompt = "the people of the";

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
    const request = parseOrRefuse(alignRequestSchema, {
      prompt,
      rewards,
      max_tokens: 200,
      search: { strategy: "best_first" },
    });
    const { choices, usage } = await align(request, { model, clock: manualClock() });
    return { text: choices[0]?.text, tokens: tokens.length, usage };
  }

  test("writes what repeats itself for good reason as the model means it, at the price of greedy decoding", async () => {
    const animals = ["bird", "farm", "sun", "bird", "farm", "sun"];
    const list = JSON.stringify(animals.map((name, age) => ({ name, age })));
    const { text, tokens, usage } = await written(list, [{ type: "keywords", include: ["bird"] }]);
    expect(text).toBe(list);
    expect(usage.forward_tokens - usage.prompt_tokens).toBeLessThan(1.2 * tokens);
  });
});
