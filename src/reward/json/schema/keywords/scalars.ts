/**
 * Keywords about types, single values, numbers and strings.
 *
 * @module
 */
import { fractionDigits } from "../../numbers/decimal.ts";
import { patternOfFormat } from "../patterns.ts";
import { refusal } from "../refusal.ts";
import type { TypeName } from "../schema-node.ts";
import { countOf, listOf, numberOf, type Reader, type Readers, textOf } from "./reader.ts";

const typeNames: readonly string[] = ["null", "boolean", "integer", "number", "string", "array", "object"];
/** Most values of an `enum`. */
const mostValues = 500;
/** Longest string that may be demanded, in code points. */
const mostLength = 10_000;
const mostDecimals = 30;

const bound =
  (side: "min" | "max", exclusive: boolean): Reader =>
  (value, { pointer }) => [{ is: "bound", side, value: numberOf(value, pointer), exclusive, pointer }];

export const scalarKeywords: Readers = {
  type(value, { pointer }) {
    const types = [value].flat();
    const wrong = types.find((type) => typeof type !== "string" || !typeNames.includes(type));
    if (wrong !== undefined || types.length === 0) {
      throw refusal(pointer, `must be ${typeNames.join(", ")}, or a list of these`);
    }
    return [{ is: "type", types: types as TypeName[], pointer }];
  },
  const: (value, { pointer }) => [{ is: "value", values: [value], pointer }],
  enum(value, { pointer }) {
    const values = listOf(value, pointer);
    if (values.length > mostValues) throw refusal(pointer, `at most ${mostValues} values`);
    return [{ is: "value", values, pointer }];
  },

  minimum: bound("min", false),
  maximum: bound("max", false),
  exclusiveMinimum: bound("min", true),
  exclusiveMaximum: bound("max", true),
  multipleOf(value, { pointer }) {
    const of = numberOf(value, pointer);
    if (of <= 0) throw refusal(pointer, "must be above 0");
    if (fractionDigits(of) > mostDecimals) throw refusal(pointer, `at most ${mostDecimals} decimals`);
    return [{ is: "multiple", of, pointer }];
  },

  minLength: (value, { pointer }) => [
    { is: "length", side: "min", value: countOf(value, pointer, mostLength), pointer },
  ],
  maxLength: (value, { pointer }) => [{ is: "length", side: "max", value: countOf(value, pointer), pointer }],
  pattern: (value, { pointer, patterns }) => [
    { is: "pattern", parts: patterns.read(textOf(value, pointer), pointer), format: null, pointer },
  ],
  format(value, { pointer }) {
    const format = textOf(value, pointer);
    const parts = [{ source: patternOfFormat(format, pointer), holds: true }];
    return [{ is: "pattern", parts, format, pointer }];
  },
};
