/**
 * A GGUF file on disk: metadata, tensor table and values. The container is read by `@huggingface/gguf`.
 *
 * @module
 */
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { basename } from "node:path";
import { GGMLQuantizationType, type GGUFParseOutput, gguf } from "@huggingface/gguf";
import { TillerError } from "../../src/spec/tiller-error.ts";
import { byteLength, dequantise, readableTypes, tensorType } from "./dequantise.ts";

interface TensorEntry {
  readonly type: number;
  /** Sizes as GGUF has them: the fastest-changing first. */
  readonly sizes: readonly number[];
  /** Bytes from the start of the file. */
  readonly offset: number;
}

export class GgufFile {
  readonly path: string;
  readonly #bytes: number;
  readonly #metadata: ReadonlyMap<string, unknown>;
  readonly #tensors: ReadonlyMap<string, TensorEntry>;

  private constructor(path: string, bytes: number, header: GGUFParseOutput) {
    this.path = path;
    this.#bytes = bytes;
    this.#metadata = new Map(Object.entries(header.metadata));
    this.#tensors = new Map(
      header.tensorInfos.map(({ name, dtype, shape, offset }) => [
        name,
        { type: dtype, sizes: shape.map(Number), offset: Number(header.tensorDataOffset + offset) },
      ]),
    );
  }

  /** Reads the header of the file at `path`; an unreadable, truncated or foreign file is a {@link TillerError}. */
  static async open(path: string): Promise<GgufFile> {
    const bytes = statSync(path, { throwIfNoEntry: false })?.size;
    if (bytes === undefined) throw new TillerError("invalid_request", `${path}: no such file`);
    requireMagic(path, bytes);
    try {
      return new GgufFile(path, bytes, await gguf(path, { allowLocalFile: true }));
    } catch (error) {
      const reason = error instanceof RangeError ? "the header is truncated" : firstLine(error);
      throw new TillerError("invalid_request", `${path}: not a readable GGUF file: ${reason}`, {
        cause: error,
      });
    }
  }

  get tensorNames(): readonly string[] {
    return [...this.#tensors.keys()];
  }

  has(tensor: string): boolean {
    return this.#tensors.has(tensor);
  }

  /** The shape of the tensor `name`, slowest-changing first. */
  shapeOf(name: string): readonly number[] {
    const entry = this.#tensors.get(name);
    if (!entry) throw this.#error(`no tensor ${name}`);
    return entry.sizes.toReversed();
  }

  /** A metadata number; `fallback` where it is absent, an error without one. */
  number(key: string, fallback?: number): number {
    const value = this.#metadata.get(key) ?? fallback;
    if (typeof value === "number" || typeof value === "bigint") return Number(value);
    throw this.#error(value === undefined ? `no metadata ${key}` : `metadata ${key} is not a number`);
  }

  /** A metadata string, or null where it is absent. */
  text(key: string): string | null {
    const value = this.#metadata.get(key) ?? null;
    if (value === null || typeof value === "string") return value;
    throw this.#error(`metadata ${key} is not a string`);
  }

  /** Length of a metadata array, or null where it is absent. */
  arrayLength(key: string): number | null {
    const value = this.#metadata.get(key);
    return Array.isArray(value) ? value.length : null;
  }

  /** Checks that every tensor can be read and lies inside the file; throws for the first that does not. */
  checkTensors(): void {
    for (const [name, entry] of this.#tensors) this.#extent(name, entry);
  }

  /** Values of the tensor `name`, row-major, whose shape must be `shape` (slowest-changing first). */
  read(name: string, shape: readonly number[]): Float32Array {
    const entry = this.#tensors.get(name);
    if (!entry) throw this.#error(`no tensor ${name}`);
    const found = entry.sizes.toReversed();
    if (found.join() !== shape.join()) {
      throw this.#error(`tensor ${name} has shape [${found}], not [${shape}]`);
    }
    const { type, length } = this.#extent(name, entry);
    const bytes = new Uint8Array(length);
    const file = openSync(this.path, "r");
    try {
      readSync(file, bytes, 0, length, entry.offset);
    } finally {
      closeSync(file);
    }
    return dequantise(type, bytes);
  }

  #extent(name: string, entry: TensorEntry) {
    const type = tensorType(entry.type);
    if (!type) {
      const label = GGMLQuantizationType[entry.type] ?? entry.type;
      throw this.#error(`tensor ${name} has type ${label}; supported are ${readableTypes.join(", ")}`);
    }
    const count = entry.sizes.reduce((product, size) => product * size, 1);
    const length = byteLength(type, count);
    if (length === undefined)
      throw this.#error(`tensor ${name}: ${count} values are no whole ${type.name} blocks`);
    const end = entry.offset + length;
    if (!(end <= this.#bytes)) {
      throw this.#error(
        `truncated: tensor ${name} at byte ${entry.offset} ends at ${end}, the file at ${this.#bytes}`,
      );
    }
    return { type, length };
  }

  #error(message: string): TillerError {
    return new TillerError("invalid_request", `${this.path}: ${message}`);
  }

  get name(): string {
    return basename(this.path);
  }
}

function requireMagic(path: string, bytes: number): void {
  const magic = Buffer.alloc(4);
  const file = openSync(path, "r");
  try {
    readSync(file, magic, 0, 4, 0);
  } finally {
    closeSync(file);
  }
  if (magic.toString("latin1") !== "GGUF") {
    throw new TillerError(
      "invalid_request",
      `${path}: not a GGUF file (its first of ${bytes} bytes are not "GGUF")`,
    );
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? "";
}
