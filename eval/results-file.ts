/**
 * The file of results: JSON Lines, one record a line, written as they come.
 *
 * @module
 */
import { appendFile, mkdir, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { CommandError } from "../bench/command-error.ts";
import { linesIfThere } from "./lines.ts";
import { type EvaluationRecord, recordSchema } from "./record.ts";

export class ResultsFile {
  private readonly path: string;
  private lastWrite: Promise<void> = Promise.resolve();

  constructor(path: string) {
    this.path = path;
  }

  /** Starts over with no records. */
  async clear(): Promise<void> {
    await this.replace([]);
  }

  /**
   * What an earlier run has left; a last line that it could not finish is dropped.
   *
   * @throws CommandError naming the line that is not a record
   */
  async resume(): Promise<EvaluationRecord[]> {
    const records = await this.read();
    await this.replace(records);
    return records;
  }

  /** Appends may be asked for while others are under way. */
  async append(record: EvaluationRecord): Promise<void> {
    this.lastWrite = this.lastWrite.then(() => appendFile(this.path, lineOf(record)));
    await this.lastWrite;
  }

  /** Takes `records` in place of all that is there, or leaves all as it was. */
  async replace(records: readonly EvaluationRecord[]): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true });
    const draft = `${this.path}.draft`;
    await writeFile(draft, records.map(lineOf).join(""));
    await rename(draft, this.path);
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

function lineOf(record: EvaluationRecord): string {
  return `${JSON.stringify(record)}\n`;
}
