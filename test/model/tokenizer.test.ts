import fc from "fast-check";
import { expect, test } from "vitest";
import { tinyModel } from "../support/tiny-model.ts";

test("the bytes of a text's tokens are the text's", async () => {
  const { tokenizer } = await tinyModel();
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const bytes = tokenizer.encode(text).flatMap((token) => [...tokenizer.bytesOf(token)]);
      expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(bytes))).toBe(text);
    }),
  );
});

test("those of a special token are its marker's", async () => {
  const { tokenizer, endTokens } = await tinyModel();
  const [end = 0] = endTokens;
  expect(new TextDecoder().decode(tokenizer.bytesOf(end))).toBe(tokenizer.markerOf(end));
});
