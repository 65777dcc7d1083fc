/**
 * `npm run convert -- SOURCE.gguf --out FOLDER`: makes a model package; see {@link usage}.
 *
 * @module
 */
import { writeFileSync } from "node:fs";
import type { Manifest } from "../../src/model/manifest.ts";
import { TillerError } from "../../src/spec/tiller-error.ts";
import { convert } from "./convert.ts";
import { readOptions, usage } from "./options.ts";

async function main(args: readonly string[]): Promise<void> {
  if (args.includes("--help")) {
    console.log(usage);
    return;
  }
  const options = readOptions(args);
  const manifest = await convert(options, (message) => console.error(message));
  const rows = summary(manifest);
  const width = Math.max(...rows.map((row) => row.name.length));
  for (const { name, files, bytes } of rows) {
    console.log(
      `${name.padEnd(width)}  ${String(files).padStart(3)} files  ${bytes.toLocaleString("en")} bytes`,
    );
  }
  console.log(`${options.out}: ${manifest.name}, ${manifest.precision}, context ${manifest.context}`);
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ out: options.out, rows }, null, 2)}\n`);
}

/** Files and bytes of each graph with its weights, and of the package in all but its manifest. */
function summary(manifest: Manifest): { name: string; files: number; bytes: number }[] {
  const graphs = [{ name: "front", ...manifest.front }, ...manifest.stages];
  const rows = graphs.map(({ name, graph, weights }) => total(name, [graph, ...weights.parts]));
  const texts = [manifest.tokenizer, manifest.license.file, manifest.chatTemplate].filter(
    (file) => file !== null,
  );
  rows.push(total("texts", texts));
  const sum = (key: "files" | "bytes") => rows.reduce((all, row) => all + row[key], 0);
  return [...rows, { name: "total", files: sum("files"), bytes: sum("bytes") }];
}

function total(name: string, files: readonly { bytes: number }[]) {
  return { name, files: files.length, bytes: files.reduce((all, file) => all + file.bytes, 0) };
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof TillerError)) throw error;
  // One line, whatever the message quotes.
  console.error(`convert: ${error.message.replaceAll(/\s*\n\s*/g, " ")}`);
  process.exitCode = 1;
}
