import { expect, test } from "vitest";
import { align } from "../../src/align.ts";
import { sharedModel } from "../../src/decode/shared-model.ts";
import type { LanguageModel } from "../../src/model/language-model.ts";
import { nodePlatform } from "../../src/runtime/node.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";
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

test("steps take turns: a dear request does not hold up a cheap one", async () => {
  const tiny = await tinyModel();
  const order: string[] = [];
  const named = (name: string, model: LanguageModel) => {
    const session = model.open();
    return async (position: number) => {
      await session.step([
        {
          token: 5,
          position,
          slot: position,
          ancestors: Int32Array.from(Array(position).keys()),
          wantsLogits: false,
        },
      ]);
      order.push(name);
    };
  };
  const model = sharedModel(tiny, nodePlatform.clock);
  const dear = named("dear", model);
  const cheap = named("cheap", model);
  const running = (async () => {
    for (let position = 0; position < 6; position++) await dear(position);
  })();
  await Promise.all([running, cheap(0).then(() => cheap(1))]);
  expect(order.slice(0, 4).toSorted()).toEqual(["cheap", "cheap", "dear", "dear"]);
});

test("a step that fails fails its own request only", async () => {
  const tiny = await tinyModel();
  let failures = 1;
  const failing: LanguageModel = {
    ...tiny,
    open: () => {
      const session = tiny.open();
      return {
        step: (rows) => (failures-- > 0 ? Promise.reject(new Error("no memory")) : session.step(rows)),
        close: () => session.close(),
      };
    },
  };
  const model = sharedModel(failing, nodePlatform.clock);
  const row = { token: 5, position: 0, slot: 0, ancestors: new Int32Array(), wantsLogits: true };
  const [first, second] = await Promise.allSettled([model.open().step([row]), model.open().step([row])]);
  expect(first?.status).toBe("rejected");
  expect(second?.status).toBe("fulfilled");
});
