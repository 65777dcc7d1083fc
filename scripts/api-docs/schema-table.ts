/**
 * A schema's fields as a Markdown table.
 *
 * @module
 */
import { z } from "zod";

/** The part of JSON Schema that zod writes for the schemas of this project. */
export interface JsonSchema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  description?: string;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
}

export function jsonSchemaOf(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  return z.toJSONSchema(schema, { io, unrepresentable: "any" }) as JsonSchema;
}

/** One row a field; nested objects' fields follow theirs, named by their path; fields of `skip` are left out. */
export function schemaTable(schema: JsonSchema, skip: readonly string[] = []): string {
  const rows = fieldRows(schema, "").filter(([name]) => !skip.includes(name ?? ""));
  return [
    "| field | type | default | |",
    "|---|---|---|---|",
    ...rows.map(([name, ...cells]) => `| \`${name}\` | ${cells.join(" | ")} |`),
  ].join("\n");
}

function fieldRows(schema: JsonSchema, prefix: string): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = `${prefix}${name}`;
    const nested = field.items?.properties
      ? { schema: field.items, prefix: `${path}[].` }
      : { schema: objectIn(field) ?? field, prefix: `${path}.` };
    const row = [
      path,
      typeOf(field),
      defaultOf(field, schema.required?.includes(name) ?? false),
      field.description ?? "",
    ];
    return [row, ...fieldRows(nested.schema, nested.prefix)];
  });
}

/** The object with fields among what a field may be, if there is just one. */
function objectIn(field: JsonSchema): JsonSchema | undefined {
  const objects = (field.anyOf ?? []).filter(({ properties }) => properties);
  return objects.length === 1 ? objects[0] : undefined;
}

function typeOf(field: JsonSchema): string {
  const options = field.anyOf ?? field.oneOf;
  if (options) return [...new Set(options.map(typeOf))].join(" or ");
  if (field.const !== undefined) return `\`${JSON.stringify(field.const)}\``;
  if (field.enum) return field.enum.map((value) => `\`${JSON.stringify(value)}\``).join(", ");
  if (field.items) {
    const item = typeOf(field.items);
    return `list${range(field.minItems, field.maxItems)} of ${item.includes(" or ") ? `(${item})` : item}`;
  }
  if (typeof field.additionalProperties === "object" && field.type === "object") {
    return `map of names to ${typeOf(field.additionalProperties)}`;
  }
  const size =
    field.type === "string" ? range(field.minLength, field.maxLength, " characters") : numberRange(field);
  return `${field.type ?? "any"}${size}`;
}

function numberRange({ minimum, exclusiveMinimum, maximum }: JsonSchema): string {
  // zod writes the limits of safe integers for those that have none of their own.
  const most = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  return exclusiveMinimum === undefined
    ? range(minimum, most)
    : ` above ${exclusiveMinimum}${range(undefined, most)}`;
}

function range(least: number | undefined, most: number | undefined, unit = ""): string {
  if (least === undefined && most === undefined) return "";
  if (least === undefined) return ` up to ${most}${unit}`;
  return most === undefined ? ` from ${least}${unit}` : ` ${least}–${most}${unit}`;
}

function defaultOf(field: JsonSchema, required: boolean): string {
  if (field.default !== undefined) return `\`${JSON.stringify(field.default)}\``;
  return required ? "required" : "";
}
