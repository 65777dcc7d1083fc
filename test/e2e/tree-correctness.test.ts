import { expect, test } from "vitest";
import { loadPackage } from "../../src/model/load-package.ts";
import { folderReader, nodePlatform } from "../../src/runtime/node.ts";
import { expectExactBranches } from "../support/random-trees.ts";

test("with the real model, too, a branch computed among others is to the bit what it is alone", async () => {
  const model = await loadPackage(folderReader("models/smollm2-135m-instruct"), nodePlatform);
  let branches = 0;
  for (let seed = 0; seed < 4; seed++) branches += await expectExactBranches(model, seed);
  expect(branches).toBeGreaterThan(8);
});
