/**
 * How `npm run eval` and `npm run bench` read their command line and end.
 *
 * @module
 */
import { writeFile } from "node:fs/promises";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { TillerError } from "../src/spec/tiller-error.ts";
import { CommandError } from "./command-error.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Reads `--name value` options; @throws CommandError for one that `options` does not know */
export function parseOptions<const Known extends Options>(args: string[], options: Known) {
  try {
    return parseArgs({ args, options, allowPositionals: false, strict: true }).values;
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : String(error));
  }
}

/** Reads a whole number of at least `least`; @throws CommandError for anything else */
export function wholeNumber(option: string, value: string, least: number): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < least || value.trim() === "") {
    throw new CommandError(`--${option} ${value}: must be a whole number of at least ${least}`);
  }
  return number;
}

/** Writes `value` where `--json FILE` says; does nothing where it was not given. */
export async function writeJson(file: string | undefined, value: unknown): Promise<void> {
  if (file !== undefined) await writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
}

/** Runs a command; what is the caller's fault becomes one line and exit status 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    process.exitCode = 1;
    const expected = error instanceof CommandError || error instanceof TillerError || isSystemError(error);
    console.error(expected ? `error: ${error.message}` : error);
  }
}

/** A missing folder, a file that may not be written: the message says which. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
