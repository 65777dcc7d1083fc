/**
 * What a form asks for, by a JSON Schema.
 *
 * @module
 */
import type { Json } from "../json.ts";
import type { JsonSchema } from "./json-schema.ts";

export type Field = (
  | { readonly kind: "text"; readonly isLong: boolean }
  | { readonly kind: "number"; readonly isWhole: boolean; readonly min?: number; readonly max?: number }
  | { readonly kind: "flag" }
  | { readonly kind: "choice"; readonly options: readonly string[] }
  /** A list of short texts. With `takesOthers` what is written as JSON is taken as such. */
  | { readonly kind: "words"; readonly takesOthers: boolean; readonly suggestions: readonly string[] }
  | { readonly kind: "list"; readonly item: Field; readonly min: number; readonly max: number }
  | { readonly kind: "tuple"; readonly items: readonly Field[] }
  | { readonly kind: "group"; readonly members: readonly Member[] }
  | { readonly kind: "either"; readonly options: readonly Field[] }
  /** Whatever has no form of its own is written as JSON. */
  | { readonly kind: "json" }
) & { readonly description: string; readonly default?: Json };

export interface Member {
  readonly name: string;
  readonly field: Field;
  readonly isRequired: boolean;
}

/** Longest text that is written into one line, and longest that is a word among others. */
const mostOnALine = 200;
const mostOfAWord = 500;

/** The field for what a schema describes; constants have none, as nobody need ask for them. */
export function fieldOf(schema: JsonSchema): Field {
  const about = {
    description: schema.description ?? "",
    ...(schema.default !== undefined && { default: schema.default }),
  };
  return { ...kindOf(schema), ...about } as Field;
}

type Kind<F = Field> = F extends Field ? Omit<F, "description" | "default"> : never;

function kindOf(schema: JsonSchema): Kind {
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return { kind: "either", options: options.map(fieldOf) };
  if (schema.enum?.every((value) => typeof value === "string")) {
    return { kind: "choice", options: schema.enum };
  }
  switch (schema.type) {
    case "string":
      return { kind: "text", isLong: longest(schema) > mostOnALine };
    case "number":
    case "integer":
      return numberOf(schema);
    case "boolean":
      return { kind: "flag" };
    case "array":
      return listOf(schema);
    case "object":
      return schema.properties ? { kind: "group", members: membersOf(schema) } : { kind: "json" };
    default:
      return { kind: "json" };
  }
}

function numberOf({ type, minimum, exclusiveMinimum, maximum }: JsonSchema): Kind {
  const min = minimum ?? exclusiveMinimum;
  return {
    kind: "number",
    isWhole: type === "integer",
    ...(min !== undefined && { min }),
    ...(maximum !== undefined && { max: maximum }),
  };
}

function listOf(schema: JsonSchema): Kind {
  if (schema.prefixItems) return { kind: "tuple", items: schema.prefixItems.map(fieldOf) };
  const items = schema.items ?? {};
  const options = items.anyOf ?? [items];
  const texts = options.filter(({ type, enum: values }) => type === "string" && !values);
  const values = options.flatMap((option) => option.enum ?? []);
  if (texts.length === 1 && texts.every((text) => longest(text) <= mostOfAWord)) {
    return {
      kind: "words",
      takesOthers: options.some(({ type }) => type !== "string"),
      suggestions: values.filter((value) => typeof value === "string"),
    };
  }
  const { minItems: min = 0, maxItems: max = Number.POSITIVE_INFINITY } = schema;
  return { kind: "list", item: fieldOf(items), min, max };
}

function membersOf({ properties = {}, required = [] }: JsonSchema): Member[] {
  return Object.entries(properties)
    .filter(([, schema]) => schema.const === undefined)
    .map(([name, schema]) => ({ name, field: fieldOf(schema), isRequired: required.includes(name) }));
}

function longest({ maxLength = Number.POSITIVE_INFINITY }: JsonSchema): number {
  return maxLength;
}
