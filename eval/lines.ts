/**
 * Reading text files that may not be there.
 *
 * @module
 */
import { readFile } from "node:fs/promises";

/** The lines of a file, without their ends; null where there is no such file. */
export async function linesIfThere(file: string): Promise<string[] | null> {
  try {
    return (await readFile(file, "utf8")).split("\n");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
