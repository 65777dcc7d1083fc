import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withTinyPackage } from "../../../models/convert/with-tiny-package.ts";
import { readGraph } from "../../../src/model/kernels/graph-constants.ts";
import { readManifest } from "../../../src/model/package-files.ts";
import { folderReader } from "../../../src/runtime/node.ts";

test("a graph says of its constants what they are called, what shape they have and where their bytes lie", async () => {
  const { graph, bytes } = await withTinyPackage(async (folder) => {
    const { stages } = await readManifest(folderReader(folder));
    const [stage] = stages;
    if (!stage) throw new Error("a package has stages");
    const bytes = stage.weights.parts.reduce((sum, part) => sum + part.bytes, 0);
    return { graph: readGraph(await readFile(join(folder, stage.graph.path))), bytes };
  });
  const query = graph.byName.get("layers.0.query.weight");
  expect(query).toMatchObject({ name: "layers.0.query.weight", dims: [64, 64] });
  const norm = graph.byName.get("layers.0.attention.norm");
  expect(norm?.dims).toEqual([64]);
  expect(norm?.place).toMatchObject({ inline: { length: 256 } });

  // What is external fills the file, each constant its own part of it.
  const places = [...graph.byName.values()].flatMap(({ place }) => ("start" in place ? [place] : []));
  const byStart = places.toSorted((one, other) => one.start - other.start);
  for (const [index, { end }] of byStart.entries()) {
    expect(end).toBeLessThanOrEqual(byStart[index + 1]?.start ?? bytes);
  }
  expect(byStart.at(-1)?.end).toBe(bytes);

  const [values, units] = graph.inputsOf("new.0.value.scaled");
  expect(values).toBe("layers.0.value");
  expect(graph.byName.get(units ?? "")?.dims).toEqual([]);
  expect(graph.inputsOf("nothing")).toEqual([]);
});
