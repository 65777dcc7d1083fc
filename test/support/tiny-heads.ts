import { withTinyPackage } from "../../models/convert/with-tiny-package.ts";
import type { Head } from "../../src/model/head.ts";
import { HeadReader } from "../../src/model/head-reader.ts";
import { type LoadedModel, loadPackage } from "../../src/model/load-package.ts";
import { folderReader, nodePlatform } from "../../src/runtime/node.ts";

/** A head of the tiny model that looks for nothing in particular: its weights are waves. */
export function waveHead(name: string, wave: number, fields: Partial<Head> = {}): Head {
  return {
    format: "tiller-head/1",
    name,
    model: "tiny",
    description: "Nothing in particular.",
    reads: "answer",
    wanted: "low",
    beta: false,
    tap: 1,
    weights: Array.from({ length: 64 }, (_, index) => Math.sin(wave * (index + 1))),
    bias: 0.1,
    training: { data: "none", license: "MIT", examples: 1, recipe: "none" },
    figures: {},
    ...fields,
  };
}

/** The tiny model with some heads. */
export function tinyModelWith(heads: readonly Head[]): Promise<LoadedModel> {
  return withTinyPackage((folder) =>
    loadPackage(folderReader(folder), nodePlatform, { states: new HeadReader(heads) }),
  );
}
