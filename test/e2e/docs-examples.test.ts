import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, inject, test } from "vitest";

const examples = ["docs/quick-start.md", "docs/client.md"].flatMap((page) => {
  const fences = readFileSync(page, "utf8").matchAll(/^```ts\n(.*?)^```$/gms);
  return [...fences].map(([, code = ""], index) => ({ name: `${page}, ${index + 1}`, code }));
});

test.each(examples)("the example of $name runs as it stands", async ({ code }) => {
  // Somewhere in the clone: elsewhere nobody knows `tiller/client`.
  mkdirSync("dist", { recursive: true });
  const folder = mkdtempSync("dist/example-");
  try {
    const file = join(folder, "example.ts");
    writeFileSync(file, code.replaceAll("http://127.0.0.1:8787", inject("url")));
    const { stdout } = await promisify(execFile)(process.execPath, [file]);
    if (code.includes("console.log")) expect(stdout).toMatch(/\S/);
    if (code.includes("river")) expect(stdout).toMatch(/(?=.*river)(?=.*rock)(?=.*rain)/is);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
