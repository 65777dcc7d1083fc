/**
 * The cases in which an assertion does not hold.
 *
 * @module
 */
import { refusal } from "../schema/refusal.ts";
import type { Assertion, SchemaNode } from "../schema/schema-node.ts";
import { allOf, anyOf, anything, type Cases, given, nothing, ofTypes } from "./cases.ts";
import { absent, outside, withOtherItem, withProperty } from "./common-cases.ts";
import type { Expander } from "./expansion.ts";
import { allTypes, typeBits } from "./facts.ts";
import { ofOtherValues } from "./values.ts";

/** Why a keyword is refused in some places only. */
export const unsupportedDenial = "not supported where it must not hold (not, oneOf, if)";

const { number, string, array, object } = typeBits;

/** @throws TillerError `invalid_request` with the pointer to what cannot be followed */
export function denied(assertion: Assertion, expander: Expander): Cases {
  const { pointer } = assertion;
  const cases = (node: SchemaNode) => expander.cases(node, true);
  const not = (node: SchemaNode) => expander.cases(node, false);
  switch (assertion.is) {
    case "never":
      return anything;
    case "type":
      return ofOtherTypes(assertion);
    case "value":
      return ofOtherValues(assertion, expander);
    case "bound": {
      const { value, exclusive } = assertion;
      return given(
        [{ is: "bound", side: opposite(assertion.side), value, exclusive: !exclusive, pointer }],
        number,
      );
    }
    case "multiple":
      return given([{ is: "multiple", of: assertion.of, holds: false, pointer }], number);
    case "length":
    case "itemCount":
    case "propertyCount":
      return outside(assertion);
    case "pattern":
      return assertion.parts.flatMap(({ source, holds }) =>
        given([{ is: "pattern", source, holds: !holds, pointer }], string),
      );
    case "item":
      return withOtherItem(assertion.index, assertion.schema, pointer);
    case "items": {
      const { from, schema } = assertion;
      const literal = { node: schema, holds: false };
      return given([{ is: "contains", literal, from, min: 1, max: Number.MAX_SAFE_INTEGER, pointer }], array);
    }
    case "contains": {
      const literal = { node: assertion.schema, holds: true };
      const { min, max } = assertion;
      const fewer = given([{ is: "contains", literal, from: 0, min: 0, max: min - 1, pointer }], array);
      const more = given(
        [{ is: "contains", literal, from: 0, min: max + 1, max: Number.MAX_SAFE_INTEGER, pointer }],
        array,
      );
      return anyOf([min > 0 ? fewer : nothing, max < Number.MAX_SAFE_INTEGER ? more : nothing], pointer);
    }
    case "required":
      return given([absent(assertion.name, pointer, expander)], object);
    case "property": {
      const { names, schema } = assertion;
      if (!("only" in names)) {
        return given(
          [{ is: "someProperty", names, literal: { node: schema, holds: false }, pointer }],
          object,
        );
      }
      return withProperty(names.only, schema, false, pointer);
    }
    case "propertyNames":
      return given([{ is: "someName", literal: { node: assertion.schema, holds: false }, pointer }], object);
    case "unique":
    case "unevaluatedItems":
    case "unevaluatedProperties":
      throw refusal(pointer, unsupportedDenial);
    case "dependent": {
      const there = given([{ is: "required", name: assertion.name, pointer }], object);
      const broken = [
        ...assertion.names.map((name) => given([absent(name, pointer, expander)], object)),
        assertion.schema ? not(assertion.schema) : nothing,
      ];
      return allOf([there, anyOf(broken, pointer)], pointer);
    }
    case "reference":
      return not(assertion.schema);
    case "all":
      return anyOf(assertion.schemas.map(not), pointer);
    case "any":
      return allOf(assertion.schemas.map(not), pointer);
    case "one": {
      const { schemas } = assertion;
      const pairs = schemas.flatMap((first, index) =>
        schemas.slice(index + 1).map((second) => allOf([cases(first), cases(second)], pointer)),
      );
      return anyOf([allOf(schemas.map(not), pointer), ...pairs], pointer);
    }
    case "not":
      return cases(assertion.schema);
    case "if": {
      const { condition, then: consequence, else: otherwise } = assertion;
      const broken = [
        consequence ? allOf([cases(condition), not(consequence)], pointer) : nothing,
        otherwise ? allOf([not(condition), not(otherwise)], pointer) : nothing,
      ];
      return anyOf(broken, pointer);
    }
  }
}

function opposite(side: "min" | "max"): "min" | "max" {
  return side === "min" ? "max" : "min";
}

function ofOtherTypes({ types, pointer }: Assertion & { is: "type" }): Cases {
  const named = types.reduce((sum, type) => {
    // Numbers are another type than whole numbers as far as they have a fraction.
    if (type === "integer") return sum;
    if (type === "boolean") return sum | typeBits.true | typeBits.false;
    return sum | typeBits[type];
  }, 0);
  const others = allTypes & ~named;
  return types.includes("integer")
    ? given([{ is: "multiple", of: 1, holds: false, pointer }], others)
    : ofTypes(others);
}
