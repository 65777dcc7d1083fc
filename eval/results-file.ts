/**
 * The file of results: JSON Lines, one record a line, written as they come.
 *
 * @module
 */
import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { CommandError } from "../bench/command-error.ts";
import { linesIfThere } from "./lines.ts";
import { type EvaluationRecord, recordSchema } from "./record.ts";

export class ResultsFile {
  private readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Starts over with no records. */
  async clear(): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true });
    await writeFile(this.path, "");
  }

  /**
   * What an earlier run has left; a last line that it could not finish is dropped.
   *
   * @throws CommandError naming the line that is not a record
   */
  async resume(): Promise<EvaluationRecord[]> {
    const records = await this.read();
    await this.clear();
    for (const record of records) await this.append(record);
    return records;
  }

  async append(record: EvaluationRecord): Promise<void> {
    await appendFile(this.path, `${JSON.stringify(record)}\n`);
  }

  private async read(): Promise<EvaluationRecord[]> {
    const lines = (await linesIfThere(this.path)) ?? [];
    return lines.slice(0, -1).map((line, index) => {
      try {
        return recordSchema.parse(JSON.parse(line));
      } catch {
        throw new CommandError(`${this.path}:${index + 1}: not a result of an evaluation`);
      }
    });
  }
}
