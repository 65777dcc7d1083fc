import { expect, test } from "vitest";
import type { Choice } from "../../src/spec/result.ts";
import type { AlignEvent } from "../../src/spec/stream.ts";
import { Retelling } from "../../worker/retelling.ts";

const token = (text: string, index = 0): AlignEvent => ({ object: "alignment.token", index, text });
const choice = (text: string): Choice => ({
  index: 0,
  text,
  message: { role: "assistant", content: text },
  finish_reason: "stop",
  logprob: -1,
  tokens: 1,
  reward: { total: 1, satisfied: true, scores: [] },
});

test("what an attempt tells again is left out, wherever it is cut into events", () => {
  const told: AlignEvent[] = [];
  const retelling = new Retelling((event) => told.push(event));
  const first = retelling.begin();
  for (const event of [token("a b"), token(" c"), token("x", 1)]) first(event);
  const second = retelling.begin();
  for (const event of [token("a"), token(" b c d"), token("x y", 1)]) second(event);
  expect(told).toEqual([token("a b"), token(" c"), token("x", 1), token(" d"), token(" y", 1)]);
});

test("an answer that is not what was told is an error, for there is no taking it back", () => {
  const retelling = new Retelling(() => undefined);
  retelling.begin()(token("a b"));
  retelling.require([choice("a b")]);
  expect(() => retelling.require([choice("a")])).toThrow(/stage/);
});
