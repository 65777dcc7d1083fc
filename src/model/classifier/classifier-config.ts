/**
 * The `config.json` of a sequence classifier in the usual layout (Hugging Face Transformers), as far as it matters here.
 *
 * @module
 */
import { z } from "zod";
import type { PackageReader } from "../../runtime/platform.ts";
import { readAll } from "../package-files.ts";

export const classifierConfigSchema = z.object({
  /** The label of each output. */
  id2label: z
    .record(z.string(), z.string())
    .refine((labels) => Object.keys(labels).every((id, place) => id === String(place)), "must count from 0"),
  problem_type: z.string().nullish(),
  /** Positions that the model knows, of which some may be taken by padding. */
  max_position_embeddings: z.int().positive().default(512),
  pad_token_id: z.int().nonnegative().nullish(),
  model_type: z.string().default(""),
});

export type ClassifierConfig = z.infer<typeof classifierConfigSchema>;

/** @throws Error where there is none, or it is not what it should be */
export async function readClassifierConfig(reader: PackageReader): Promise<ClassifierConfig> {
  return classifierConfigSchema.parse(
    JSON.parse(new TextDecoder().decode(await readAll(reader, "config.json"))),
  );
}

/** Most tokens of a text, its frame included. RoBERTa's positions begin behind that of its padding. */
export function contextOf({ max_position_embeddings, pad_token_id, model_type }: ClassifierConfig): number {
  const offset = /roberta|camembert/u.test(model_type) ? (pad_token_id ?? 1) + 1 : 0;
  return max_position_embeddings - offset;
}

/** Whether several labels may hold at once. */
export function isMultiLabel({ problem_type }: ClassifierConfig): boolean {
  return problem_type === "multi_label_classification";
}
