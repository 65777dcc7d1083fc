import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commongen } from "../../eval/commongen.ts";
import { readItems, spread } from "../../eval/items.ts";

describe("spread", () => {
  it("takes as many as wanted, evenly", () => {
    const items = Array.from({ length: 985 }, (_, index) => index);
    for (const limit of [1, 7, 40, 984]) expect(spread(items, limit)).toHaveLength(limit);
    expect(spread([0, 1, 2, 3, 4, 5, 6, 7], 4)).toEqual([0, 2, 4, 6]);
  });

  it("takes all where no limit or a larger one is given", () => {
    expect(spread([1, 2], undefined)).toEqual([1, 2]);
    expect(spread([1, 2], 5)).toEqual([1, 2]);
  });
});

describe("readItems", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "tiller-eval-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const withFile = async (content: string) => {
    const file = join(folder, "items.jsonl");
    await writeFile(file, content);
    return readItems(commongen, file);
  };

  it("is null for a file that is not there", async () => {
    expect(await readItems(commongen, join(folder, "nowhere"))).toBeNull();
  });

  it("reads items and passes over empty lines", async () => {
    const item = { concepts: ["a"], forms: [["a"]] };
    expect(await withFile(`${JSON.stringify(item)}\n\n`)).toEqual([item]);
  });

  it.each([
    ['{"concepts": ["a"], "forms": [["a"]]}\nnot json', ":2: not JSON"],
    ['{"concepts": ["a"]}', ":1: forms"],
    ["", "has no items"],
  ])("refuses %j", async (content, reason) => {
    await expect(withFile(content)).rejects.toThrow(reason);
  });
});
