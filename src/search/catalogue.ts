/**
 * What the strategies say about themselves, for documentation.
 *
 * @module
 */
import { z } from "zod";
import type { StrategyEntry } from "../spec/catalogues.ts";
import { strategyDefinitions } from "./registry.ts";
import { textStrategies } from "./text/registry.ts";

let entries: readonly StrategyEntry[] | undefined;

/** All strategies, in the registry's order; the same each time. */
export function strategyCatalogue(): readonly StrategyEntry[] {
  entries ??= strategyDefinitions.map(({ name, description, use, schema }) => ({
    id: name,
    object: "strategy",
    description,
    use,
    sources: sourcesIn(description),
    schema: z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }),
    upstream: Object.hasOwn(textStrategies, name),
  }));
  return entries;
}

/** The papers that a description names. */
function sourcesIn(description: string): string[] {
  return Array.from(description.matchAll(/arXiv:([\d.]+\d)/gu), ([, id]) => `https://arxiv.org/abs/${id}`);
}
