import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { RewardDefinition } from "../../src/reward/reward.ts";
import { expectRewardProperties } from "../reward/reward-properties.ts";

const root = new URL("../../", import.meta.url);
const page = readFileSync(new URL("CONTRIBUTING.md", root), "utf8");

test("the reward that CONTRIBUTING shows is one: with its test it has less than 60 lines", async () => {
  const [reward = "", itsTest = ""] = [...page.matchAll(/```ts\n(.*?)```/gs)].map(([, code = ""]) => code);
  expect(reward.split("\n").length + itsTest.split("\n").length).toBeLessThan(60);

  const folder = mkdtempSync(join(tmpdir(), "tiller-"));
  try {
    const file = join(folder, "exclamations.ts");
    const here = reward
      .replaceAll(/from "\.\.?\/(?:spec\/)?([a-z-]+)\.ts"/g, (_, name: string) => {
        const path = name === "reward" ? "src/reward/reward.ts" : `src/spec/${name}.ts`;
        return `from "${new URL(path, root)}"`;
      })
      .replace('from "zod"', `from "${import.meta.resolve("zod")}"`);
    writeFileSync(file, here);
    const { exclamations } = (await import(pathToFileURL(file).href)) as { exclamations: RewardDefinition };
    const specs = fc.record({ type: fc.constant("exclamations"), max: fc.nat(3) });
    await expectRewardProperties(specs, fc.constantFrom("Go", "!", " on ", "?!"), exclamations);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
