/**
 * What is left of a schema once its combinations are resolved: facts about values of one type each.
 *
 * @module
 */
import type { Names, SchemaNode } from "../schema/schema-node.ts";

/** A schema that must hold, or that must not. */
export interface Literal {
  readonly node: SchemaNode;
  readonly holds: boolean;
}

type Side = "min" | "max";

export type NumberFact =
  | { is: "bound"; side: Side; value: number; exclusive: boolean }
  | { is: "multiple"; of: number; holds: boolean }
  /** It is one of these, or none of these. */
  | { is: "numbers"; values: readonly number[]; holds: boolean };

export type StringFact =
  | { is: "length"; side: Side; value: number }
  | { is: "pattern"; source: string; holds: boolean }
  | { is: "strings"; values: readonly string[]; holds: boolean };

export type ArrayFact =
  /** The items from one index to another, both included. */
  | { is: "items"; from: number; to: number; literal: Literal }
  | { is: "itemCount"; side: Side; value: number }
  | { is: "contains"; literal: Literal; from: number; min: number; max: number }
  | { is: "unique" };

export type ObjectFact =
  | { is: "required"; name: string }
  | { is: "property"; names: Names; literal: Literal }
  | { is: "propertyCount"; side: Side; value: number }
  | { is: "propertyNames"; literal: Literal }
  /** At least one property with such a name has such a value. */
  | { is: "someProperty"; names: Names; literal: Literal }
  /** At least one property has such a name. */
  | { is: "someName"; literal: Literal };

export type Fact = { readonly pointer: string } & (NumberFact | StringFact | ArrayFact | ObjectFact);

/** Sets of types, a bit each; true and false are types of their own. */
export const typeBits = { null: 1, false: 2, true: 4, number: 8, string: 16, array: 32, object: 64 } as const;
export const allTypes = 127;

const typeOfFact: Record<Fact["is"], number> = {
  bound: typeBits.number,
  multiple: typeBits.number,
  numbers: typeBits.number,
  length: typeBits.string,
  pattern: typeBits.string,
  strings: typeBits.string,
  items: typeBits.array,
  itemCount: typeBits.array,
  contains: typeBits.array,
  unique: typeBits.array,
  required: typeBits.object,
  property: typeBits.object,
  propertyCount: typeBits.object,
  propertyNames: typeBits.object,
  someProperty: typeBits.object,
  someName: typeBits.object,
};

export function isAbout(fact: Fact, types: number): boolean {
  return (typeOfFact[fact.is] & types) !== 0;
}

/** The facts about values of a type. */
export function factsOf<Kind extends Fact["is"]>(
  facts: readonly Fact[],
  ...kinds: Kind[]
): (Fact & { is: Kind })[] {
  return facts.filter((fact): fact is Fact & { is: Kind } => (kinds as string[]).includes(fact.is));
}
