/**
 * Writes a package folder whole or not at all: files go to a temporary sibling, which takes the folder's
 * place at the end.
 *
 * @module
 */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import {
  type Manifest,
  manifestSchema,
  type PackagedGraph,
  type PackageFile,
} from "../../src/model/manifest.ts";
import { TillerError } from "../../src/spec/tiller-error.ts";
import { sha256 } from "./file-hash.ts";
import type { BuiltGraph } from "./graph-builder.ts";

/** Workers' static assets may have 25 MiB. */
const partLimit = 24 * 1024 * 1024;

export class PackageFolder {
  readonly #target: string;
  readonly #temporary: string;

  /** Starts the package that is to lie at `folder`; a folder there that is no package is a {@link TillerError}. */
  constructor(folder: string) {
    this.#target = resolve(folder);
    requireReplaceable(this.#target);
    const parent = dirname(this.#target);
    mkdirSync(parent, { recursive: true });
    this.#temporary = mkdtempSync(join(parent, `.${basename(this.#target)}-`));
  }

  write(path: string, bytes: Uint8Array): PackageFile {
    writeFileSync(join(this.#temporary, path), bytes);
    return { path, bytes: bytes.byteLength, sha256: sha256(bytes) };
  }

  writeGraph(name: string, { graph, location, weights }: BuiltGraph): PackagedGraph {
    const parts: PackageFile[] = [];
    for (let start = 0; start < weights.byteLength || start === 0; start += partLimit) {
      const part = weights.subarray(start, start + partLimit);
      parts.push(this.write(`${location}.${parts.length}`, part));
    }
    return { graph: this.write(`${name}.onnx`, graph), weights: { location, parts } };
  }

  /** Writes the manifest and puts the package in its place. */
  finish(manifest: Manifest): void {
    const text = `${JSON.stringify(manifestSchema.parse(manifest), null, 2)}\n`;
    this.write("manifest.json", new TextEncoder().encode(text));
    requireReplaceable(this.#target);
    rmSync(this.#target, { recursive: true, force: true });
    // mkdtemp makes folders that only their owner may read.
    chmodSync(this.#temporary, 0o755);
    renameSync(this.#temporary, this.#target);
  }

  /** Removes what was written, unless the package is finished. */
  discard(): void {
    rmSync(this.#temporary, { recursive: true, force: true });
  }
}

/** Only an older package may be replaced, so that a mistyped folder costs nobody their files. */
export function requireReplaceable(folder: string): void {
  if (!existsSync(folder)) return;
  const manifest = join(folder, "manifest.json");
  try {
    if (manifestFormat(readFileSync(manifest, "utf8")) === "tiller-model/1") return;
  } catch {
    // Not a folder with a manifest of ours; said below.
  }
  throw new TillerError("invalid_request", `${folder}: exists and is not a model package; not replaced`);
}

function manifestFormat(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return typeof value === "object" && value !== null && "format" in value ? value.format : undefined;
}
