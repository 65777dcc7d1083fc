import { expect, test } from "vitest";
import { align } from "../../src/align.ts";
import { sharedModel } from "../../src/decode/shared-model.ts";
import type { LanguageModel, Row } from "../../src/model/language-model.ts";
import { nodePlatform } from "../../src/runtime/node.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";
import { logitsAlone, nextRow, valuesOf } from "../support/search-parts.ts";
import { tinyModel } from "../support/tiny-model.ts";

const requests = [
  { strategy: "greedy" },
  { strategy: "sample", temperature: 1.2 },
  { strategy: "best_of_n", n: 5 },
  { strategy: "deal", k: 3, lookahead: 3 },
].flatMap((search, index) =>
  [1, 2, 3].map((seed) =>
    parseOrRefuse(alignRequestSchema, {
      prompt: `the people of the ${index} ${seed}`,
      rewards: [{ type: "length", unit: "words", max: 3 }],
      search,
      seed,
      max_tokens: 8,
    }),
  ),
);

test("requests that run at once get the answers that they get alone, at the same price", async () => {
  const model = sharedModel(await tinyModel(), nodePlatform.clock);
  const run = async (request: (typeof requests)[number]) => {
    const { choices, usage } = await align(request, { model, clock: nodePlatform.clock });
    return { choices, usage: { ...usage, elapsed_ms: 0 } };
  };
  const alone = [];
  for (const request of requests) alone.push(await run(request));
  expect(await Promise.all(requests.map(run))).toEqual(alone);
});

test("where the clock moves only with other work, a step still takes its time", async () => {
  const tiny = await tinyModel();
  let now = 0;
  let moved = 0;
  // As in a Worker: what was computed is on the clock only after a pause.
  const clock = {
    now: () => moved,
    pause: async () => {
      await nodePlatform.clock.pause();
      moved = now;
    },
  };
  const slow: LanguageModel = {
    ...tiny,
    open: () => {
      const session = tiny.open();
      return {
        step: (rows) => {
          now += 100;
          return session.step(rows);
        },
        close: () => session.close(),
      };
    },
  };
  const request = parseOrRefuse(alignRequestSchema, {
    prompt: "the people of the",
    search: { strategy: "greedy" },
    budget: { time_ms: 550 },
  });
  const { usage, budget } = await align(request, { model: sharedModel(slow, clock), clock });
  expect(budget.exhausted_by).toBe("time_ms");
  expect(usage.elapsed_ms).toBeLessThanOrEqual(550);
});

test("a long prompt does not hold up those who want a token", async () => {
  const order: string[] = [];
  const model = sharedModel({ ...(await tinyModel()), maxRows: 4 }, nodePlatform.clock);
  const [dear, cheap] = [model.open(), model.open()];
  const long = dear.step(Array.from({ length: 20 }, (_, position) => nextRow(position, 5)));
  const short = (async () => {
    for (const position of [0, 1, 2]) await cheap.step([nextRow(position, 6)]);
  })();
  await Promise.all([long.then(() => order.push("dear")), short.then(() => order.push("cheap"))]);
  expect(order).toEqual(["cheap", "dear"]);
});

test("a step that fails is repeated for each of those in it, and fails those only who made it fail", async () => {
  const tiny = await tinyModel();
  const model = sharedModel(failingFor(tiny, 7), nodePlatform.clock);
  const steps = [5, 6, 7, 8].map((token) => model.open().step([nextRow(0, token)]));
  const settled = await Promise.allSettled(steps);
  expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  expect(valuesOf(await steps[3])).toEqual(await logitsAlone(tiny, [8]));
});

test("more sessions than one group takes find place in others, and all of them their answers", async () => {
  const tiny = await tinyModel();
  const before = tiny.bufferBytes();
  const model = sharedModel(tiny, nodePlatform.clock);
  const sessions = Array.from({ length: 20 }, () => model.open());
  const found = await Promise.all(sessions.map((session, index) => session.step([nextRow(0, 5 + index)])));
  expect(tiny.bufferBytes()).toBeGreaterThan(before);
  for (const session of sessions) session.close();
  expect(tiny.bufferBytes()).toBe(before);
  for (const [index, logits] of found.entries())
    expect(valuesOf(logits)).toEqual(await logitsAlone(tiny, [5 + index]));
});

/** How many sessions of the model there are once one has gone far, its long text is gone, and a newcomer comes. */
async function sessionsOnceFar(model: LanguageModel, goFar: (model: LanguageModel) => Promise<void>) {
  let opened = 0;
  const open = () => {
    opened++;
    return model.open();
  };
  const shared = sharedModel({ ...model, open }, nodePlatform.clock);
  const lasting = shared.open();
  await lasting.step([nextRow(0, 5)]);
  await goFar(shared);
  shared.open().close();
  lasting.close();
  return opened;
}

test("where others have gone far, a newcomer does not pay for it, nor finds no memory left", async () => {
  const longText = async (model: LanguageModel) => {
    const session = model.open();
    await session.step(Array.from({ length: 2100 }, (_, slot): Row => ({ ...nextRow(0, 5), slot })));
    session.close();
  };
  expect(await sessionsOnceFar(await tinyModel(), longText)).toBe(2);
});

test("where others have computed much, a newcomer begins anew, so that every session comes to an end", async () => {
  const quick: LanguageModel = {
    ...(await tinyModel()),
    open: () => ({ step: async () => [], close: () => {} }),
  };
  const manySteps = async (model: LanguageModel) => {
    const session = model.open();
    const rows = Array.from({ length: 32 }, (_, position) => nextRow(position, 5));
    for (let step = 0; step < 700; step++) await session.step(rows);
    session.close();
  };
  expect(await sessionsOnceFar(quick, manySteps)).toBe(2);
});

/** A model that cannot compute this token. */
function failingFor(model: LanguageModel, token: number): LanguageModel {
  const open = () => {
    const session = model.open();
    return {
      step: (rows: readonly Row[]) =>
        rows.some((row) => row.token === token) ? Promise.reject(new Error("no memory")) : session.step(rows),
      close: () => session.close(),
    };
  };
  return { ...model, open };
}

test("a prompt that begins like an earlier one is computed from where they part, and is answered the same", async () => {
  const { clock } = nodePlatform;
  const model = sharedModel(await tinyModel(), clock, { keepPrompts: true });
  const beginning = "the people of the world and of the time that was in the house of a man with no name";
  const ask = async (end: string, on: LanguageModel) => {
    const request = parseOrRefuse(alignRequestSchema, {
      prompt: beginning + end,
      search: { strategy: "sample", temperature: 1.2 },
      seed: 5,
      max_tokens: 8,
      // Little is left beside the prompt: what is cached must not buy more.
      budget: { forward_tokens: (await tinyModel()).tokenizer.encode(beginning + end).length + 5 },
    });
    return align(request, { model: on, clock });
  };
  const prompts = ["", "", " and so on", " but not", " and so on and on"];
  const cached = [];
  for (const end of prompts) {
    const alone = await ask(end, await tinyModel());
    const { choices, usage, budget } = await ask(end, model);
    expect({ choices, budget }).toEqual({ choices: alone.choices, budget: alone.budget });
    expect(usage.forward_tokens + usage.cached_tokens).toBe(alone.usage.forward_tokens);
    cached.push(usage.cached_tokens);
  }
  const length = model.tokenizer.encode(beginning).length;
  expect(cached).toEqual([
    0,
    length - 1,
    length,
    length,
    model.tokenizer.encode(`${beginning} and so on`).length,
  ]);
});

test("prompts that begin alike and come at once are answered as each is alone", async () => {
  const { clock } = nodePlatform;
  const model = sharedModel(await tinyModel(), clock, { keepPrompts: true });
  const asked = Array.from({ length: 12 }, (_, index) =>
    parseOrRefuse(alignRequestSchema, {
      prompt: `the people of the world and of the time that was in the house of a man ${"and ".repeat(index % 4)}`,
      search: { strategy: "sample", temperature: 1.2 },
      seed: index,
      max_tokens: 8,
    }),
  );
  const tiny = await tinyModel();
  const alone = [];
  for (const request of asked) alone.push((await align(request, { model: tiny, clock })).choices);
  for (let round = 0; round < 2; round++) {
    const answers = await Promise.all(asked.map((request) => align(request, { model, clock })));
    expect(answers.map(({ choices }) => choices)).toEqual(alone);
  }
});
