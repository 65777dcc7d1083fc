import { expect, test } from "vitest";
import { align } from "../../src/align.ts";
import { SearchStopped } from "../../src/decode/search-stopped.ts";
import { sharedModel } from "../../src/decode/shared-model.ts";
import type { LanguageModel } from "../../src/model/language-model.ts";
import { nodePlatform } from "../../src/runtime/node.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";
import { countingModel } from "../support/counting-model.ts";
import { logitsAlone, nextRow, valuesOf } from "../support/search-parts.ts";
import { tinyModel } from "../support/tiny-model.ts";

const { clock } = nodePlatform;

const requests = [
  { strategy: "greedy" },
  { strategy: "sample", temperature: 1.2 },
  { strategy: "best_of_n", n: 6 },
  { strategy: "deal", k: 2, lookahead: 2 },
].flatMap((search, index) =>
  [1, 2].map((seed) =>
    parseOrRefuse(alignRequestSchema, {
      prompt: `the people of the ${index} ${seed}${" and of the other world".repeat(seed)}`,
      rewards: [{ type: "length", unit: "words", max: 3 }],
      search,
      seed,
      max_tokens: 6,
    }),
  ),
);

async function answer(model: LanguageModel, request: (typeof requests)[number]) {
  const { choices, usage } = await align(request, { model, clock });
  return { choices, usage: { ...usage, elapsed_ms: 0 } };
}

test("alignments at once get the answers that they get alone, at the same price, in fewer steps", async () => {
  const tiny = await tinyModel();
  const few = { ...tiny, maxRows: 16 };
  const alone: Awaited<ReturnType<typeof answer>>[] = [];
  for (const request of requests) alone.push(await answer(few, request));

  const rowsOfSteps: number[] = [];
  const { model, counts } = countingModel(few, (rows) => rowsOfSteps.push(rows));
  const batched = sharedModel(model, clock);
  expect(await Promise.all(requests.map((request) => answer(batched, request)))).toEqual(alone);

  const used = (of: "steps" | "forward_tokens") => alone.reduce((sum, { usage }) => sum + usage[of], 0);
  expect(counts.rows).toBe(used("forward_tokens"));
  expect(counts.steps).toBeLessThan(used("steps") / 2);
  expect(Math.max(...rowsOfSteps)).toBe(16);
  expect(tiny.bufferBytes()).toBe(0);
});

test("a step that has no room beside others is split, and computes the same", async () => {
  const tiny = await tinyModel();
  const { model, counts } = countingModel({ ...tiny, maxRows: 4 });
  const batched = sharedModel(model, clock);
  const texts = [
    [5, 6, 7],
    [8, 9, 10],
    [11, 12, 13],
  ];
  const found = await Promise.all(
    texts.map((text) => batched.open().step(text.map((token, position) => nextRow(position, token)))),
  );
  expect(counts).toEqual({ rows: 9, steps: 3 });
  for (const [index, text] of texts.entries())
    expect(valuesOf(found[index])).toEqual(await logitsAlone(tiny, text));
});

test("each step is admitted once, in its turn, and one that is called off harms no other", async () => {
  const tiny = await tinyModel();
  const { model, counts } = countingModel({ ...tiny, maxRows: 2 });
  const batched = sharedModel(model, clock);
  const admitted: number[] = [];
  const steps = [0, 1, 2, 3].map((index) =>
    batched.open().step([nextRow(0, 5 + index)], () => {
      admitted.push(index);
      if (index === 1) throw new SearchStopped("forward_tokens");
    }),
  );
  const settled = await Promise.allSettled(steps);
  expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled"]);
  expect(settled[1]).toMatchObject({ reason: { obstacle: "forward_tokens" } });
  expect(admitted).toEqual([0, 1, 2, 3]);
  expect(counts).toEqual({ rows: 3, steps: 2 });
  expect(valuesOf(await steps[3])).toEqual(await logitsAlone(tiny, [8]));
});

test("slots of a session that is closed are used again, and the last to close gives the memory back", async () => {
  const tiny = await tinyModel();
  const before = tiny.bufferBytes();
  const slots: number[] = [];
  const batched = sharedModel<LanguageModel>(
    {
      ...tiny,
      open: () => {
        const session = tiny.open();
        return {
          step: (rows) => {
            slots.push(...rows.map(({ slot }) => slot));
            return session.step(rows);
          },
          close: () => session.close(),
        };
      },
    },
    clock,
  );
  const [first, second] = [batched.open(), batched.open()];
  await first.step([nextRow(0, 5)]);
  await second.step([nextRow(0, 6)]);
  first.close();
  first.close();
  const third = batched.open();
  await third.step([nextRow(0, 7)]);
  await second.step([nextRow(1, 8)]);
  expect(slots).toEqual([0, 1, 0, 2]);
  second.close();
  expect(tiny.bufferBytes()).toBeGreaterThan(before);
  third.close();
  expect(tiny.bufferBytes()).toBe(before);
});
