/**
 * The schemas that answers are wanted for.
 *
 * @module
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

export interface NamedSchema {
  name: string;
  schema: unknown;
}

const suiteFileSchema = z.array(z.object({ description: z.string(), schema: z.unknown() }));
const ownFileSchema = z.record(z.string(), z.unknown());

/** The schemas of a folder of the public test suite, each once, and those of a file of one's own. */
export async function readSchemas(from: {
  suite?: string | undefined;
  schemas?: string | undefined;
}): Promise<NamedSchema[]> {
  const own = from.schemas === undefined ? [] : await readOwn(from.schemas);
  const suite = from.suite === undefined ? [] : await readSuite(from.suite);
  const known = new Map([...own, ...suite].map((named) => [JSON.stringify(named.schema), named]));
  return [...known.values()];
}

async function readOwn(file: string): Promise<NamedSchema[]> {
  const schemas = ownFileSchema.parse(JSON.parse(await readFile(file, "utf8")));
  return Object.entries(schemas).map(([name, schema]) => ({ name, schema }));
}

async function readSuite(folder: string): Promise<NamedSchema[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  const groups = files.map(async (name) =>
    suiteFileSchema
      .parse(JSON.parse(await readFile(join(folder, name), "utf8")))
      .map(({ description, schema }) => ({ name: `${name}: ${description}`, schema })),
  );
  return (await Promise.all(groups)).flat();
}
