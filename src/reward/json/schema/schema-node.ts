/**
 * A JSON Schema as it was read: each schema a conjunction of assertions.
 *
 * @module
 */

import type { JsonValue } from "../value.ts";
import type { PatternPart } from "./look-ahead.ts";

export interface SchemaNode {
  readonly id: number;
  /** RFC 6901, relative to the reward's spec. */
  readonly pointer: string;
  /** All of them must hold. Filled in while the schema is read, since schemas may refer to themselves. */
  readonly assertions: Assertion[];
}

export type TypeName = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";

/** Which names of an object are meant. */
export type Names =
  | { only: string }
  | { matching: string }
  /** All that are neither named nor match. */
  | { besides: { names: readonly string[]; patterns: readonly string[] } };

type Side = "min" | "max";

/** What a keyword asks of a value; most ask nothing of values of other types. */
export type Assertion = { readonly pointer: string } & (
  | { is: "never" }
  | { is: "type"; types: readonly TypeName[] }
  | { is: "value"; values: readonly JsonValue[] }
  | { is: "bound"; side: Side; value: number; exclusive: boolean }
  | { is: "multiple"; of: number }
  | { is: "length"; side: Side; value: number }
  /** All parts must be as they say. */
  | { is: "pattern"; parts: readonly PatternPart[]; format: string | null }
  | { is: "item"; index: number; schema: SchemaNode }
  | { is: "items"; from: number; schema: SchemaNode }
  | { is: "itemCount"; side: Side; value: number }
  | { is: "contains"; schema: SchemaNode; min: number; max: number }
  | { is: "unique" }
  | { is: "required"; name: string }
  | { is: "property"; names: Names; schema: SchemaNode }
  | { is: "propertyCount"; side: Side; value: number }
  | { is: "propertyNames"; schema: SchemaNode }
  /** Of all that nothing else in the schema, as far as it applies, has looked at. */
  | { is: "unevaluatedItems" | "unevaluatedProperties"; schema: SchemaNode }
  /** Where the name is there, the other names must be, and the whole object must satisfy the schema. */
  | { is: "dependent"; name: string; names: readonly string[]; schema: SchemaNode | null }
  | { is: "all"; schemas: readonly SchemaNode[] }
  | { is: "any"; schemas: readonly SchemaNode[] }
  | { is: "one"; schemas: readonly SchemaNode[] }
  | { is: "not"; schema: SchemaNode }
  | { is: "if"; condition: SchemaNode; then: SchemaNode | null; else: SchemaNode | null }
  | { is: "reference"; schema: SchemaNode }
);
