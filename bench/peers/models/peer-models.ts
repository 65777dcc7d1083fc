/**
 * The peers' models, made of the GGUF file that Tiller's package is made of, and kept for the next time.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openLlamaSource } from "../../../models/convert/llama-source.ts";
import { type MatrixType, rewriteGguf } from "./rewrite-gguf.ts";
import { writeExport } from "./write-export.ts";

export interface PeerModels {
  /** The folder that transformers.js loads. */
  readonly transformers: string;
  /** The file that wllama loads. */
  readonly wllama: string;
}

/**
 * Makes in `folder` what is not there yet.
 *
 * @param wllamaType - the type of wllama's matrices, or `source` for the file as it is
 */
export async function peerModels(
  source: string,
  folder: string,
  wllamaType: MatrixType | "source",
): Promise<PeerModels> {
  const model = await openLlamaSource(source);
  const own = join(folder, model.origin.sha256);
  await mkdir(own, { recursive: true });
  const transformers = await made(join(own, "export"), (path) => writeExport(model, path));
  if (wllamaType === "source") return { transformers, wllama: source };
  const wllama = await made(join(own, `${wllamaType}.gguf`), async (path) => {
    await writeFile(path, await rewriteGguf(source, wllamaType));
  });
  return { transformers, wllama };
}

/** What is at `path`, or is made there: under another name until it is complete. */
async function made(path: string, make: (path: string) => Promise<void>): Promise<string> {
  if (existsSync(path)) return path;
  const unfinished = `${path}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await make(unfinished);
  await rename(unfinished, path);
  return path;
}
