/**
 * Fields as OpenAI's clients send them.
 *
 * @module
 */
import { z } from "zod";

/** A field that may be left out, or null, which says the same. */
export function optional<Schema extends z.ZodType>(schema: Schema, description: string) {
  return schema
    .nullish()
    .transform((value) => value ?? undefined)
    .meta({ description });
}

/** Of such a field, what asks for nothing; everything else is refused with a word of what to do instead. */
export const idle = {
  zero: (instead: string) => optional(z.literal(0, instead), `Only 0: ${instead}.`),
  no: (instead: string) => optional(z.literal(false, instead), `Only false: ${instead}.`),
  none: (instead: string) =>
    optional(z.array(z.unknown()).max(0, instead), `Only an empty list: ${instead}.`),
  only: (values: [string, ...string[]], instead: string) =>
    optional(
      z.enum(values, instead),
      `Only ${values.map((value) => `\`${value}\``).join(" or ")}: ${instead}.`,
    ),
  absent: (instead: string) =>
    z
      .null(instead)
      .optional()
      .meta({ description: `Not served: ${instead}.` }),
};
