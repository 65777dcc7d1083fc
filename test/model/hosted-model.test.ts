import { expect, test } from "vitest";
import { hostedModel } from "../../src/model/hosted-model.ts";
import { tinyModel } from "../support/tiny-model.ts";

const row = { token: 5, position: 0, slot: 0, ancestors: new Int32Array(), wantsLogits: true };

test("what a host leaves behind is ended, and another's is not", async () => {
  const tiny = await tinyModel();
  const [gone, other] = [hostedModel(tiny), hostedModel(tiny)];
  const left = gone.model.open();
  const own = other.model.open();
  for (const session of [left, own]) await session.step([row]);
  await left.keep?.("left", Int32Array.of(0));
  await own.keep?.("own", Int32Array.of(0));
  const both = tiny.bufferBytes();
  gone.release();
  expect(tiny.bufferBytes()).toBe(both / 2);
  await expect(left.step([row])).rejects.toThrow("closed");
  expect(await own.recall?.("left", Int32Array.of(1))).toBe(false);
  expect(await own.recall?.("own", Int32Array.of(1))).toBe(true);
  expect(await own.step([{ ...row, slot: 2, position: 1, ancestors: Int32Array.of(1) }])).toHaveLength(1);
  left.close();
  own.close();
  other.release();
  expect(tiny.bufferBytes()).toBe(0);
});
