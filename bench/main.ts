/**
 * `npm run bench -- NAME`: speed and cost.
 *
 * @module
 */
import { runCommand } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { benches } from "./registry.ts";

await runCommand(async () => {
  const [name = "", ...args] = process.argv.slice(2);
  const bench = benches.find((candidate) => candidate.name === name);
  if (!bench) {
    const known = benches.map(({ name: known, description }) => `  ${known}  ${description}`);
    throw new CommandError(`usage: npm run bench -- NAME [options]\n${known.join("\n")}`);
  }
  const { run } = await bench.load();
  await run(args);
});
