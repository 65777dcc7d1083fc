import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, inject, test } from "vitest";
import { root } from "../../scripts/run-tool.ts";

const run = promisify(execFile);

const source = `
import type { AlignRequest } from "tiller/client";

export const request: AlignRequest = { prompt: "The sea is", max_tokens: 2, rewards: [{ type: "repetition" }] };
// @ts-expect-error: no such reward
export const wrong: AlignRequest = { prompt: "The sea is", rewards: [{ type: "repetitions" }] };
`;
const call = (url: string) => `
import { Tiller } from "tiller/client";
const { object } = await new Tiller({ baseUrl: "${url}" }).align({ prompt: "The sea is", max_tokens: 2 });
console.log(object);
`;

test("npm run build:client makes a package that another project compiles against and runs", {
  timeout: 300_000,
}, async () => {
  await run(process.execPath, ["scripts/build-client.ts"], { cwd: root });
  const project = await mkdtemp(join(tmpdir(), "tiller-client-"));
  try {
    await mkdir(join(project, "node_modules"));
    await symlink(join(root, "dist", "client"), join(project, "node_modules", "tiller"));
    const compilerOptions = {
      module: "NodeNext",
      target: "ES2022",
      lib: ["ES2022", "DOM"],
      noEmit: true,
      strict: true,
      skipLibCheck: true,
    };
    await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["a.mts"] }));
    await writeFile(join(project, "a.mts"), source);
    await run(join(root, "node_modules", ".bin", "tsc"), ["--project", project]);
    await writeFile(join(project, "b.mjs"), call(inject("url")));
    const { stdout } = await run(process.execPath, [join(project, "b.mjs")]);
    expect(stdout).toBe("alignment\n");
  } finally {
    await rm(project, { recursive: true });
  }
});
