/**
 * `npm run build:kernels`: compiles src/kernels to the file beside it, which is committed.
 *
 * @module
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compileKernels, kernelsFile } from "./compile-kernels.ts";
import { root } from "./run-tool.ts";

const compiled = await compileKernels();
await writeFile(join(root, kernelsFile), compiled);
console.log(`wrote ${kernelsFile}, ${compiled.length} bytes`);
