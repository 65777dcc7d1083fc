/**
 * What the kinds of reward say about themselves, for documentation.
 *
 * @module
 */
import { z } from "zod";
import { parseOrRefuse } from "../spec/parse.ts";
import { rewardDefinitions } from "./registry.ts";
import type { Guidance, RewardDefinition } from "./reward.ts";

export interface CatalogueEntry {
  type: string;
  description: string;
  /** JSON Schema of a spec as clients send it. What it cannot say, its descriptions do. */
  schema: object;
  /** A spec that people might really send, without the fields that every reward has. */
  example: object;
  capabilities: {
    guides: readonly Guidance[];
    constructive: boolean;
    needs_greedy: boolean;
    needs_decisions: boolean;
    reads_heads: boolean;
  };
  cost: string;
  /** The sentence that would ask the model for the example; null where words would not help. */
  instruction: string | null;
}

let entries: readonly CatalogueEntry[] | undefined;

/** All rewards, in the registry's order; the same each time. */
export function catalogue(): readonly CatalogueEntry[] {
  entries ??= rewardDefinitions.map((definition) => entryOf(definition as unknown as RewardDefinition));
  return entries;
}

function entryOf(definition: RewardDefinition): CatalogueEntry {
  const { type, description, schema, example, guides, cost } = definition;
  return {
    type,
    description,
    schema: z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }),
    example,
    capabilities: {
      guides,
      constructive: definition.constructive ?? false,
      needs_greedy: definition.needsGreedy ?? false,
      needs_decisions: definition.needsDecisions ?? false,
      reads_heads: definition.readsHeads ?? false,
    },
    cost,
    instruction: definition.instruction?.(parseOrRefuse(schema, example)) ?? null,
  };
}
