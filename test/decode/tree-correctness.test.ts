import { expect, test } from "vitest";
import { expectExactBranches } from "../support/random-trees.ts";
import { tinyModel } from "../support/tiny-model.ts";

const trees = 200;

test(`a branch computed among others is to the bit what it is alone, over ${trees} random trees`, async () => {
  const model = await tinyModel();
  let branches = 0;
  for (let seed = 0; seed < trees; seed++) branches += await expectExactBranches(model, seed);
  expect(branches).toBeGreaterThan(2 * trees);
}, 120_000);
