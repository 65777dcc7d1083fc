import { expect, test } from "vitest";
import { withTinyPackage } from "../../models/convert/with-tiny-package.ts";
import { hashOf, readManifest } from "../../src/model/package-files.ts";
import { folderReader, nodePlatform } from "../../src/runtime/node.ts";
import { ResidentStage } from "../../worker/resident-stage.ts";

test("a stage is loaded once, whoever asks meanwhile, and refuses fronts of another package before and after", async () => {
  await withTinyPackage(async (folder) => {
    const reader = folderReader(folder);
    const manifest = await readManifest(reader);
    const [hash, name] = [await hashOf(manifest), manifest.stages[0]?.name ?? ""];
    const resident = new ResidentStage(nodePlatform.loadKernels);
    expect(await resident.load(reader, name, "another")).toBe("of another package");
    expect(await resident.load(reader, "attic", hash)).toBe(`${manifest.name} has no such stage`);
    expect(resident.stage).toBeUndefined();
    const [one, other] = await Promise.all([1, 2].map(() => resident.load(reader, name, hash)));
    expect(one).toMatchObject({ stage: resident.stage });
    expect(other).toBe(one);
    expect(await resident.load(reader, name, "another")).toBe("of another package");
  });
});
