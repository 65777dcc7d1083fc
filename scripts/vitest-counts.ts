/**
 * Vitest's result in figures.
 *
 * @module
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runTool } from "./run-tool.ts";

export interface Counts {
  passed: number;
  failed: number;
}

/** Runs every test, showing progress. A run that fails for another reason than a test counts one failed. */
export async function runVitest(): Promise<Counts> {
  const folder = await mkdtemp(join(tmpdir(), "tiller-tests-"));
  try {
    const report = join(folder, "report.json");
    const parameters = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const { exitCode } = await runTool("vitest", parameters, { show: true });
    const { passed, failed } = await readCounts(report);
    return { passed, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readCounts(path: string): Promise<Counts> {
  try {
    const report = JSON.parse(await readFile(path, "utf8"));
    return { passed: report.numPassedTests, failed: report.numFailedTests };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
