/**
 * A folder of data.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { z } from "zod";

/** Its methods throw where a file is missing or not what it should be. */
export class DataFolder {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  json<Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema> {
    return schema.parse(JSON.parse(this.text(file)));
  }

  /** Of JSON Lines. */
  lines<Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema>[] {
    return this.text(file)
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => schema.parse(JSON.parse(line)));
  }

  private text(file: string): string {
    const bytes = readFileSync(join(this.folder, file));
    return (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  }
}
