/**
 * The manifest of an encoder package: what `models/NAME/manifest.json` says of a model that reads whole texts.
 *
 * @module
 */
import { z } from "zod";
import type { PackageReader } from "../../runtime/platform.ts";
import { packageFileSchema } from "../manifest.ts";
import { readAll } from "../package-files.ts";

export const encoderManifestSchema = z.strictObject({
  format: z.literal("tiller-encoder/1"),
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/),
  license: z.strictObject({ spdx: z.string().min(1), file: packageFileSchema }),
  /** Length of a text's vector. */
  width: z.int().positive(),
  /** Most tokens that it reads at once, those included that it puts around them. */
  context: z.int().min(3),
  tokenizer: packageFileSchema,
  /** Its parts, joined in order: `ids` int64 [texts, tokens], `pos` int64 [tokens], `mask` float32 [texts, tokens] → `emb` float32 [texts, width], of unit length. */
  graph: z.strictObject({ parts: z.array(packageFileSchema).min(1) }),
});

export type EncoderManifest = z.infer<typeof encoderManifestSchema>;

/** @throws Error where there is none, or it is not what it should be */
export async function readEncoderManifest(reader: PackageReader): Promise<EncoderManifest> {
  return encoderManifestSchema.parse(
    JSON.parse(new TextDecoder().decode(await readAll(reader, "manifest.json"))),
  );
}
