import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { expect } from "vitest";
import { answerTokens, type Node } from "../../src/decode/token-tree.ts";
import type { LanguageModel } from "../../src/model/language-model.ts";
import { indexOfLargest, logitsAlone, plantedTree } from "./search-parts.ts";

/**
 * Grows the random tree of `seed`, cuts branches off, goes on greedily from up to five leaves side by side,
 * and expects every such branch's text and logits to be to the bit what they are computed alone. Returns
 * how many branches that were.
 */
export async function expectExactBranches(model: LanguageModel, seed: number): Promise<number> {
  const generator = xoroshiro128plus(seed);
  const upTo = (most: number) => uniformInt(generator, 0, most);
  const token = () => ({ token: 3 + upTo(model.vocabulary - 4), logProbability: 0 });
  const prompt = Array.from({ length: 1 + upTo(12) }, () => token().token);
  const { tree, decoder, root } = await plantedTree(model, prompt);

  let leaves: Node[] = [root];
  for (let round = 0; round < 4; round++) {
    const grown = leaves.flatMap((leaf) =>
      Array.from({ length: 1 + upTo(2) }, () => tree.child(leaf, token())),
    );
    await decoder.compute(grown);
    // Dropping a branch frees slots in the middle of the pool, which later nodes then take.
    const dropped = grown.length > 2 && upTo(1) === 1 ? grown[upTo(grown.length - 1)] : undefined;
    if (dropped) tree.drop(dropped);
    leaves = [...new Set(grown)].filter((leaf) => leaf !== dropped);
  }
  leaves = leaves.slice(0, 5);

  const starts = leaves.map((leaf) => [...prompt, ...answerTokens(leaf)]);
  const texts = starts.map((): number[] => []);
  for (let length = 0; length < 4; length++) {
    leaves = leaves.map((leaf, index) => {
      const best = indexOfLargest(leaf.next?.logits ?? new Float32Array());
      texts[index]?.push(best);
      return tree.child(leaf, { token: best, logProbability: 0 });
    });
    await decoder.compute(leaves);
  }

  for (const [index, text] of texts.entries()) {
    const alone = await logitsAlone(model, [...(starts[index] ?? []), ...text]);
    const greedy = alone.slice(-text.length - 1, -1).map(indexOfLargest);
    expect(text, `tree ${seed}, branch ${index}`).toEqual(greedy);
    const packed = leaves[index]?.next?.logits ?? new Float32Array();
    const last = alone.at(-1) ?? new Float32Array();
    expect(Buffer.from(packed.slice().buffer).equals(Buffer.from(last.slice().buffer)), `tree ${seed}`).toBe(
      true,
    );
  }
  return texts.length;
}
