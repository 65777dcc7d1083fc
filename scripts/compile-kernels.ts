/**
 * The kernels (src/kernels), compiled.
 *
 * @module
 */
import { main } from "assemblyscript/asc";
import { root } from "./run-tool.ts";

/** Where the compiled kernels are committed, from the repository's root. */
export const kernelsFile = "src/kernels/kernels.wasm";

/** No runtime, no checks, and the memory of whoever calls: addresses are what the kernels are given. */
const settings = ["-O3", "--noAssert", "--runtime", "stub", "--enable", "simd", "--importMemory"];

/** @throws Error with all that the compiler has to say, where it warns or fails */
export async function compileKernels(): Promise<Uint8Array> {
  const written = new Map<string, string | Uint8Array>();
  const parameters = ["src/kernels/index.ts", "--baseDir", root, "--outFile", kernelsFile, ...settings];
  const { error, stderr } = await main(parameters, {
    writeFile: (name, contents) => {
      written.set(name, contents);
    },
  });
  const remarks = stderr.toString();
  const compiled = written.get(kernelsFile);
  if (error || remarks !== "" || !(compiled instanceof Uint8Array)) {
    throw new Error(`the kernels do not compile: ${remarks || error?.message}`);
  }
  return compiled;
}
