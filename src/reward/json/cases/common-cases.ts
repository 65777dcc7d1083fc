/**
 * Cases that several assertions come down to.
 *
 * @module
 */
import type { Assertion, SchemaNode } from "../schema/schema-node.ts";
import { type Cases, given, nothing } from "./cases.ts";
import type { Expander } from "./expansion.ts";
import { type Fact, typeBits } from "./facts.ts";

/** An object, if it is one, has no property of that name. */
export function absent(name: string, pointer: string, { made }: Expander): Fact {
  return { is: "property", names: { only: name }, literal: { node: made.never, holds: true }, pointer };
}

/** Objects with such a property. */
export function withProperty(name: string, node: SchemaNode, holds: boolean, pointer: string): Cases {
  const facts: Fact[] = [
    { is: "required", name, pointer },
    { is: "property", names: { only: name }, literal: { node, holds }, pointer },
  ];
  return given(facts, typeBits.object);
}

/** Arrays with an item at that index that does not satisfy the schema. */
export function withOtherItem(index: number, node: SchemaNode, pointer: string): Cases {
  const facts: Fact[] = [
    { is: "itemCount", side: "min", value: index + 1, pointer },
    { is: "items", from: index, to: index, literal: { node, holds: false }, pointer },
  ];
  return given(facts, typeBits.array);
}

const typeOfSize = {
  length: typeBits.string,
  itemCount: typeBits.array,
  propertyCount: typeBits.object,
} as const;

/** Values that are too long or too short. */
export function outside(assertion: Assertion & { is: keyof typeof typeOfSize }): Cases {
  const { is, side, value, pointer } = assertion;
  if (side === "max") return given([{ is, side: "min", value: value + 1, pointer }], typeOfSize[is]);
  return value === 0 ? nothing : given([{ is, side: "max", value: value - 1, pointer }], typeOfSize[is]);
}
