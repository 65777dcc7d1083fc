/**
 * `npm test`: style, types and every test. Its last line is `tests: N passed, N failed`, where a check that
 * fails counts as one failed test.
 *
 * @module
 */
import { glob, stat } from "node:fs/promises";
import { join } from "node:path";
import { root, runTool } from "./run-tool.ts";
import { runVitest } from "./vitest-counts.ts";

async function check(what: string, tool: string, ...parameters: string[]): Promise<number> {
  console.log(`\n${what}`);
  const { exitCode } = await runTool(tool, parameters, { show: true });
  return exitCode === 0 ? 0 : 1;
}

/** What the browser tests have left to look at. */
async function listScreenshots(): Promise<void> {
  for await (const path of glob("test-results/**/*.png", { cwd: root })) {
    const { size } = await stat(join(root, path));
    console.log(`screenshot: ${path}, ${Math.ceil(size / 1024)} KiB`);
  }
}

const failedChecks =
  (await check("Style: biome check", "biome", "check", ".")) +
  (await check("Types: tsc --noEmit", "tsc", "--noEmit")) +
  (await check("Types of the pages: tsc --noEmit -p web", "tsc", "--noEmit", "-p", "web"));

console.log("\nTests: vitest");
const { passed, failed } = await runVitest();
await listScreenshots();
const allFailed = failed + failedChecks;
console.log(`tests: ${passed} passed, ${allFailed} failed`);
process.exitCode = allFailed === 0 ? 0 : 1;
