/**
 * From a data file to the items that are evaluated.
 *
 * @module
 */
import { CommandError } from "../bench/command-error.ts";
import type { Evaluation } from "./evaluation.ts";
import { linesIfThere } from "./lines.ts";

/**
 * The items of some files, which are JSON Lines or hold a JSON array with an item a line; null where one is not there.
 *
 * @param files - several by comma
 * @throws CommandError naming the line that is not an item
 */
export async function readItems(evaluation: Evaluation, files: string): Promise<unknown[] | null> {
  const items: unknown[] = [];
  for (const file of files.split(",")) {
    const lines = await linesIfThere(file);
    if (!lines) return null;
    const own = lines.flatMap((line, index) => {
      const text = line.trim().replace(/,$/u, "");
      return ["", "[", "]"].includes(text) ? [] : [readItem(evaluation, text, `${file}:${index + 1}`)];
    });
    if (own.length === 0) throw new CommandError(`${file}: has no items`);
    items.push(...own);
  }
  return items;
}

/**
 * `limit` of the items, or all, spread evenly over the file: data is often sorted, and its first lines are
 * of one kind.
 */
export function spread<Item>(items: readonly Item[], limit: number | undefined): Item[] {
  if (limit === undefined || limit >= items.length) return [...items];
  return items.filter(
    (_, index) =>
      Math.floor((index * limit) / items.length) !== Math.floor(((index - 1) * limit) / items.length),
  );
}

function readItem({ itemSchema }: Evaluation, line: string, place: string): unknown {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    throw new CommandError(`${place}: not JSON`);
  }
  const result = itemSchema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new CommandError(`${place}: ${issue?.path.join(".") || "item"}: ${issue?.message}`);
}
