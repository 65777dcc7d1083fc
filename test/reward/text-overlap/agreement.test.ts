import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { bleu } from "../../../src/reward/text-overlap/bleu.ts";
import { chrf } from "../../../src/reward/text-overlap/chrf.ts";
import { rougeL } from "../../../src/reward/text-overlap/rouge-l.ts";

interface Pair {
  text: string;
  references: string[];
  bleu: number;
  rouge_l: number;
  chrf: number;
}

/** Made by make-reference-values.py beside it. */
const values: { versions: Record<string, string>; pairs: Pair[] } = JSON.parse(
  readFileSync(new URL("./reference-values.json", import.meta.url), "utf8"),
);
const versions = Object.entries(values.versions).map((entry) => entry.join(" "));

describe(`against ${versions.join(" and ")}`, () => {
  test.each([
    ["bleu", bleu],
    ["rouge_l", rougeL],
    ["chrf", chrf],
  ] as const)("%s agrees to 1e-6", (metric, score) => {
    const differences = values.pairs.flatMap((pair) => {
      const ours = score(pair.references)(pair.text);
      return Math.abs(ours - pair[metric]) <= 1e-6 ? [] : [{ ...pair, ours }];
    });
    expect(differences).toEqual([]);
    expect(values.pairs.length).toBeGreaterThanOrEqual(60);
  });
});
