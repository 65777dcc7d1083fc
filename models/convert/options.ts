/**
 * The converter's command line.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { TillerError } from "../../src/spec/tiller-error.ts";

export const usage = `usage: npm run convert -- SOURCE.gguf --out FOLDER [options]
  --out FOLDER       where the package goes, e.g. models/NAME; an older package there is replaced
  --stages N         layer stages, 3 unless given
  --precision P      int8 (default) or fp32
  --taps A,B         layers whose normed attention input is an output too
  --name NAME        the package's name; the folder's unless given
  --tokenizer FILE   tokenizer.json; the one beside SOURCE unless given
  --license FILE     licence text; the LICENSE beside SOURCE unless given
  --json FILE        writes the final table for machines, too`;

export interface ConvertOptions {
  readonly source: string;
  readonly out: string;
  readonly stages: number;
  readonly precision: "int8" | "fp32";
  readonly taps: readonly number[];
  readonly name: string;
  readonly tokenizer: string;
  readonly license: string;
  readonly json: string | null;
}

/** Reads `args`; what is missing, unknown or malformed is a {@link TillerError} with one line. */
export function readOptions(args: readonly string[]): ConvertOptions {
  const { values, positionals } = parse(args);
  const [source, ...others] = positionals;
  if (source === undefined || others.length > 0) throw invalid("one SOURCE.gguf is needed");
  if (values.out === undefined) throw invalid("--out FOLDER is needed");
  const name = values.name ?? basename(values.out);
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(name)) {
    throw invalid(`--name ${name}: only a-z, 0-9, ".", "_" and "-", starting with a letter or digit`);
  }
  const { precision } = values;
  if (precision !== "int8" && precision !== "fp32") throw invalid(`--precision ${precision}: int8 or fp32`);
  return {
    source,
    out: values.out,
    stages: whole("stages", values.stages),
    precision,
    taps: values.taps === "" ? [] : values.taps.split(",").map((tap) => whole("taps", tap)),
    name,
    tokenizer: existing("tokenizer", values.tokenizer ?? join(dirname(source), "tokenizer.json")),
    license: existing("license", values.license ?? join(dirname(source), "LICENSE")),
    json: values.json ?? null,
  };
}

function parse(args: readonly string[]) {
  const string = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        out: string,
        stages: { ...string, default: "3" },
        precision: { ...string, default: "int8" },
        taps: { ...string, default: "" },
        name: string,
        tokenizer: string,
        license: string,
        json: string,
      },
    });
  } catch (error) {
    throw invalid(error instanceof Error ? error.message : String(error));
  }
}

function whole(option: string, text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw invalid(`--${option} ${text}: not a whole number`);
  return Number(text);
}

function existing(option: string, path: string): string {
  if (!existsSync(path)) throw invalid(`${path}: no such file (--${option} FILE names another)`);
  return path;
}

function invalid(message: string): TillerError {
  return new TillerError("invalid_request", message);
}
