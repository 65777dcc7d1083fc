import { expect, test } from "vitest";
import { alignOn } from "../support/align-tiny.ts";
import { leaningModel } from "../support/leaning-model.ts";
import { tinyModel } from "../support/tiny-model.ts";

test("of answers worth the same, one that came to its own end goes before one that was cut off", async () => {
  const tiny = await tinyModel();
  const [end = 0] = tiny.endTokens;
  // It is sure of what it says, and ends one answer in five at each token.
  const model = leaningModel(tiny, (_, logits) => {
    const most = logits.reduce((a, b) => Math.max(a, b));
    const first = logits.indexOf(most);
    for (const token of logits.keys()) if (token !== first && token !== end) logits[token] = most - 20;
    logits[end] = most - Math.log(4);
  });
  const search = { strategy: "best_of_n", n: 8 };
  const { choices } = await alignOn(model, { max_tokens: 4, search, n: 8, seed: 3 });
  const endings = choices.map(({ finish_reason }) => finish_reason);
  expect(new Set(endings)).toEqual(new Set(["stop", "length"]));
  expect(endings).toEqual(endings.toSorted().toReversed());
});
