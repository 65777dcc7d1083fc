import { expect, test } from "vitest";
import { rememberingModel } from "../../eval/remembering-model.ts";
import { align } from "../../src/align.ts";
import type { LanguageModel } from "../../src/model/language-model.ts";
import { nodePlatform } from "../../src/runtime/node.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";
import { countingModel } from "../support/counting-model.ts";
import { tinyModel } from "../support/tiny-model.ts";

const { clock } = nodePlatform;

const requests = [
  { strategy: "greedy" },
  { strategy: "deal", k: 3, lookahead: 3, reuse: false },
  { strategy: "best_of_n", n: 6 },
  { strategy: "banked", width: 3 },
].map((search) =>
  parseOrRefuse(alignRequestSchema, {
    prompt: "the people of the",
    rewards: [{ type: "letter_frequency", letter: "n", min: 3 }],
    search,
    seed: 1,
    max_tokens: 8,
  }),
);

async function answers(model: LanguageModel) {
  const found = [];
  for (const request of requests) {
    const { choices, usage } = await align(request, { model, clock });
    found.push({ choices, usage: { ...usage, elapsed_ms: 0 } });
  }
  return found;
}

test("searches find and pay the same as with the model itself, which is asked for less", async () => {
  const tiny = await tinyModel();
  const [plain, remembering] = [countingModel(tiny), countingModel(tiny)];
  expect(await answers(rememberingModel(remembering.model))).toEqual(await answers(plain.model));
  expect(remembering.counts.rows).toBeLessThan(plain.counts.rows);
});

test("what was asked before costs nothing", async () => {
  const { model, counts } = countingModel(await tinyModel());
  const remembering = rememberingModel(model);
  const first = await answers(remembering);
  const rows = counts.rows;
  expect(await answers(remembering)).toEqual(first);
  expect(counts.rows).toBe(rows);
});
