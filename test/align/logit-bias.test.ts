import { expect, test } from "vitest";
import { alignOn, alignTiny } from "../support/align-tiny.ts";
import { tinyModel } from "../support/tiny-model.ts";

const strategies = [
  "auto",
  "greedy",
  "sample",
  "best_of_n",
  "prune",
  "args",
  "blockwise",
  "cascade",
  "beam",
  "banked",
  "best_first",
  "deal",
];
/** Of the tokens of `alignTiny`'s answer. */
const idsOf = async (body: object) =>
  (await alignTiny({ logprobs: 0, seed: 2, ...body })).choices[0]?.logprobs?.map(({ id }) => id) ?? [];

test.each(strategies)("with %s a token that is raised enough is all that is written", async (strategy) => {
  const logit_bias = { 290: 100 };
  expect(new Set(await idsOf({ search: { strategy }, logit_bias }))).toEqual(new Set([290]));
});

test.each(strategies)("with %s a token that is lowered enough is not written", async (strategy) => {
  const written = new Set(await idsOf({ search: { strategy } }));
  const logit_bias = Object.fromEntries([...written].map((id) => [id, -100]));
  const others = await idsOf({ search: { strategy }, logit_bias });
  expect(others.filter((id) => written.has(id))).toEqual([]);
});

test("the end may be put off, or come at once", async () => {
  const [end = 0] = (await tinyModel()).endTokens;
  const ended = await alignTiny({ search: { strategy: "greedy" }, logit_bias: { [end]: 100 } });
  expect(ended.choices[0]).toMatchObject({ text: "", finish_reason: "stop" });
  const on = await alignTiny({ search: { strategy: "sample" }, max_tokens: 64, logit_bias: { [end]: -100 } });
  expect(on.choices[0]).toMatchObject({ tokens: 64, finish_reason: "length" });
});

test("a hard reward is kept to all the same", async () => {
  const rewards = [{ type: "choice", options: ["yes", "no"], enforce: "hard" }];
  const { tokenizer } = await tinyModel();
  const logit_bias = Object.fromEntries([...tokenizer.encode("yesno")].map((id) => [id, -100]));
  for (const strategy of ["greedy", "sample", "auto"]) {
    const { choices } = await alignTiny({ search: { strategy }, rewards, logit_bias });
    expect(["yes", "no"]).toContain(choices[0]?.text.trim());
  }
});

test.each<[string, object, string]>([
  ["a token that there is not", { 99999: 1 }, "/logit_bias/99999"],
  ["a word", { dog: 1 }, "/logit_bias/dog"],
  ["a negative id", { "-1": 1 }, "/logit_bias/-1"],
  ["a shift above 100", { 5: 101 }, "/logit_bias/5"],
  ["very many", Object.fromEntries(Array.from({ length: 1025 }, (_, id) => [id, 1])), "/logit_bias"],
])("%s is refused", async (_, logit_bias, param) => {
  await expect(alignTiny({ logit_bias })).rejects.toMatchObject({ code: "invalid_request", param });
});

test("a request that is refused keeps no session open", async () => {
  const model = await tinyModel();
  let open = 0;
  const counted = {
    ...model,
    heapBytes: () => model.heapBytes(),
    open: () => {
      open++;
      const session = model.open();
      return Object.assign(Object.create(session), {
        close: () => {
          open--;
          session.close();
        },
      });
    },
  };
  await expect(alignOn(counted, { logit_bias: { dog: 1 } })).rejects.toMatchObject({
    code: "invalid_request",
  });
  expect(open).toBe(0);
});
