/**
 * `npm run build:client`: a package with the typed client alone, for projects elsewhere. One file of JavaScript, and the
 * declarations of the schemas that its types are inferred from, for which it needs zod; the JavaScript does not.
 *
 * @module
 */
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import packageJson from "../package.json" with { type: "json" };
import { root, runTool } from "./run-tool.ts";

const target = join(root, "dist", "client");
await rm(target, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ["client/index.ts"],
  bundle: true,
  format: "esm",
  target: "es2022",
  outfile: join(target, "client.js"),
  logLevel: "warning",
});
const { exitCode } = await runTool("tsc", ["--project", "client"], { show: true });
if (exitCode !== 0) process.exit(exitCode);
const { name, version, license, engines, dependencies } = packageJson;
const described = {
  name,
  version,
  license,
  type: "module",
  engines,
  sideEffects: false,
  exports: { "./client": { types: "./types/client/index.d.ts", default: "./client.js" } },
  dependencies: { zod: dependencies.zod },
};
await writeFile(join(target, "package.json"), `${JSON.stringify(described, null, 2)}\n`);
console.log(`wrote ${target}; in a project of yours: npm install ${target}`);
