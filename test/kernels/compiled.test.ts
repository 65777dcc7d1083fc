import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compileKernels, kernelsFile } from "../../scripts/compile-kernels.ts";
import { root } from "../../scripts/run-tool.ts";

test("the committed kernels are what their sources compile to (npm run build:kernels)", async () => {
  const committed = await readFile(join(root, kernelsFile));
  expect(committed.equals(await compileKernels())).toBe(true);
}, 120_000);
