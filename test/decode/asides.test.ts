import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Asides } from "../../src/decode/asides.ts";
import { Distribution } from "../../src/decode/distribution.ts";
import { logitsAlone, plantedTree } from "../support/search-parts.ts";
import { tinyModel } from "../support/tiny-model.ts";

const prompt = "the people of the";

async function laidAsides(contexts: readonly string[], mostTokens = 8) {
  const model = await tinyModel();
  const { encode } = model.tokenizer;
  const planted = await plantedTree(model, encode(prompt));
  const { tree, trunk, meter, decoder } = planted;
  const asides = new Asides({ ...model, tree, trunk, encode, mostTokens });
  const laid = contexts.map((context) => asides.lay(encode(context)));
  const before = meter.forwardTokens;
  await asides.prefill(decoder);
  expect(meter.forwardTokens - before).toBe(asides.work.forwardTokens);
  return { ...planted, model, asides, laid };
}

/** How likely the text is behind the context, computed token by token in a session of its own. */
async function natsAlone(context: string, text: string): Promise<number> {
  const model = await tinyModel();
  const [before, after] = [model.tokenizer.encode(context), model.tokenizer.encode(text)];
  const logits = await logitsAlone(model, [...before, ...after]);
  return after.reduce((sum, token, index) => {
    const row = logits[before.length - 1 + index] as Float32Array;
    return sum + new Distribution(row).candidate(token).logProbability;
  }, 0);
}

describe("texts beside the prompt", () => {
  test("are as likely as they are behind each context alone", async () => {
    const contexts = [`${prompt} time`, `${prompt} dog`, "another day"];
    const { asides, laid } = await laidAsides(contexts);
    const texts = [" and the", " and a", " of"];
    const read = await asides.read(laid, texts);
    for (const [index, text] of texts.entries()) {
      for (const [place, context] of contexts.entries()) {
        expect(read[index]?.nats[place]).toBeCloseTo(await natsAlone(context, text), 4);
      }
    }
  });

  test("take what they do not have in common with the prompt and one another, once", async () => {
    const { asides, laid, meter, model } = await laidAsides([`${prompt} time`, `${prompt} dog`]);
    const own = ["time", "dog"].map((word) => model.tokenizer.encode(`${prompt} ${word}`).length);
    const shared = model.tokenizer.encode(prompt).length;
    expect(asides.work.forwardTokens).toBeLessThanOrEqual(
      own.reduce((sum, length) => sum + length - shared, 0),
    );
    const before = meter.forwardTokens;
    const [one, two] = await asides.read(laid, [" and the", " and the"]);
    expect(two).toEqual(one);
    expect(meter.forwardTokens - before).toBe(2 * ((one?.tokens ?? 0) - 1));
  });

  test("leave neither nodes nor slots behind", async () => {
    const { asides, laid, tree, root } = await laidAsides([`${prompt} time`]);
    const slot = tree.place(tree.beside(root, 5));
    await asides.read(laid, [" and the people"]);
    await asides.read(laid, [" of"]);
    expect(tree.place(tree.beside(root, 5))).toBe(slot + 1);
    expect(root.children.size).toBe(0);
  });

  test("take no more than was said, whatever they are; what is too long is cut, and that is told", async () => {
    const { asides, laid, meter } = await laidAsides([`${prompt} time`, "another day"], 6);
    const texts = fc.array(fc.constantFrom("the ", "people ", "x", "é", "dog, ", "🐶"), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(texts, async (words) => {
        const before = { rows: meter.forwardTokens, steps: meter.steps };
        const [read] = await asides.read(laid, [words.join("")]);
        const most = asides.most(laid);
        expect(meter.forwardTokens - before.rows).toBeLessThanOrEqual(most.forwardTokens);
        expect(meter.steps - before.steps).toBeLessThanOrEqual(most.steps);
        expect(read?.tokens).toBeLessThanOrEqual(6);
        expect(read?.isCut).toBe((await tinyModel()).tokenizer.encode(words.join("")).length > 6);
      }),
      { numRuns: 50 },
    );
  });
});
