/**
 * What rewards of JSON may say of its form.
 *
 * @module
 */
import { z } from "zod";
import { mostNested } from "./shapes/goals.ts";

export const jsonFields = {
  whitespace: z.enum(["any", "compact"]).default("any").meta({
    description:
      "`any`: between the parts one blank, or a line break and up to eight blanks a level, but none before a comma; `compact`: none. Around the whole there may be a blank or a line break in any case.",
  }),
  max_depth: z
    .int()
    .min(1)
    .max(mostNested)
    .default(mostNested)
    .meta({ description: "How deep arrays and objects may be nested." }),
};
