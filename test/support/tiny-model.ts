import { withTinyPackage } from "../../models/convert/with-tiny-package.ts";
import { type LoadedModel, loadPackage } from "../../src/model/load-package.ts";
import { folderReader, nodePlatform } from "../../src/runtime/node.ts";

let model: Promise<LoadedModel> | undefined;

/** The tiny model, loaded once a test file. */
export function tinyModel(): Promise<LoadedModel> {
  model ??= withTinyPackage((folder) => loadPackage(folderReader(folder), nodePlatform));
  return model;
}
