/**
 * How many of something a text is to have: `min`, `max` or `count` of a spec.
 *
 * @module
 */
import { z } from "zod";
import { Band } from "../text/band.ts";

const size = z.int().nonnegative().max(1000);

/** The fields of a schema; `items`: what is counted, in the plural. */
export function countFields(items: string) {
  return {
    min: size
      .optional()
      .meta({ description: `At least so many ${items}; 1 where none of min, max and count is given.` }),
    max: size.optional().meta({ description: `At most so many ${items}.` }),
    count: size.optional().meta({ description: `Exactly so many ${items}, in place of min and max.` }),
  };
}

interface CountSpec {
  min?: number | undefined;
  max?: number | undefined;
  count?: number | undefined;
}

/** For `superRefine`: refuses fields that contradict each other. */
export function checkCount({ min, max, count }: CountSpec, context: z.RefinementCtx): void {
  const refuse = (field: string, message: string) =>
    context.addIssue({ code: "custom", message, path: [field] });
  if (count !== undefined && (min !== undefined || max !== undefined))
    refuse("count", "stands in place of min and max: give either");
  else if (min !== undefined && max !== undefined && max < min) refuse("max", "must not be below min");
}

/** At least one where the spec does not say. */
export function bandOf({ min, max, count }: CountSpec): Band {
  return count === undefined ? new Band(min ?? (max === undefined ? 1 : 0), max) : new Band(count, count);
}
