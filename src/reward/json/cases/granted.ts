/**
 * The cases in which an assertion holds.
 *
 * @module
 */
import type { Assertion, SchemaNode } from "../schema/schema-node.ts";
import { allOf, anyOf, anything, type Cases, given, nothing, ofTypes } from "./cases.ts";
import { absent } from "./common-cases.ts";
import type { Expander } from "./expansion.ts";
import { type Fact, typeBits } from "./facts.ts";
import { ofValues } from "./values.ts";

/**
 * @param siblings what else is asked of the value
 * @throws TillerError `invalid_request` with the pointer to what cannot be followed
 */
export function granted(assertion: Assertion, siblings: SchemaNode, expander: Expander): Cases {
  const { pointer } = assertion;
  const cases = (node: SchemaNode) => expander.cases(node, true);
  const not = (node: SchemaNode) => expander.cases(node, false);
  switch (assertion.is) {
    case "never":
      return nothing;
    case "type":
      return ofType(assertion);
    case "value":
      return ofValues(assertion, expander);
    case "pattern":
      return given(assertion.parts.map((part) => ({ is: "pattern", ...part, pointer })));
    case "multiple":
      return given([{ is: "multiple", of: assertion.of, holds: true, pointer }]);
    case "bound":
    case "length":
    case "itemCount":
    case "unique":
    case "required":
    case "propertyCount":
      return given([assertion]);
    case "item": {
      const { index, schema } = assertion;
      return given([
        { is: "items", from: index, to: index, literal: { node: schema, holds: true }, pointer },
      ]);
    }
    case "items": {
      const { from, schema } = assertion;
      const literal = { node: schema, holds: true };
      return given([{ is: "items", from, to: Number.POSITIVE_INFINITY, literal, pointer }]);
    }
    case "contains": {
      const { schema, min, max } = assertion;
      return given([{ is: "contains", literal: { node: schema, holds: true }, from: 0, min, max, pointer }]);
    }
    case "property": {
      const { names, schema } = assertion;
      return given([{ is: "property", names, literal: { node: schema, holds: true }, pointer }]);
    }
    case "propertyNames":
      return given([{ is: "propertyNames", literal: { node: assertion.schema, holds: true }, pointer }]);
    case "dependent": {
      const there = [assertion.name, ...assertion.names].map(
        (name): Fact => ({ is: "required", name, pointer }),
      );
      const consequence = assertion.schema ? cases(assertion.schema) : anything;
      return anyOf(
        [given([absent(assertion.name, pointer, expander)]), allOf([given(there), consequence], pointer)],
        pointer,
      );
    }
    case "unevaluatedItems":
    case "unevaluatedProperties":
      throw new TypeError("what is not looked at depends on the rest of the schema");
    case "reference":
      return cases(assertion.schema);
    case "all":
      return allOf(assertion.schemas.map(cases), pointer);
    case "any":
      return anyOf(assertion.schemas.map(cases), pointer);
    case "one":
      return anyOf(
        assertion.schemas.map((_, index) => expander.alone(assertion, index, siblings)),
        pointer,
      );
    case "not":
      return not(assertion.schema);
    case "if": {
      const { condition, then: consequence, else: otherwise } = assertion;
      if (!consequence) return otherwise ? anyOf([cases(condition), cases(otherwise)], pointer) : anything;
      return anyOf(
        [
          allOf([cases(condition), cases(consequence)], pointer),
          otherwise ? allOf([not(condition), cases(otherwise)], pointer) : not(condition),
        ],
        pointer,
      );
    }
  }
}

function ofType({ types, pointer }: Assertion & { is: "type" }): Cases {
  const bits = types.reduce((sum, type) => {
    if (type === "integer") return sum | typeBits.number;
    if (type === "boolean") return sum | typeBits.true | typeBits.false;
    return sum | typeBits[type];
  }, 0);
  const wholeOnly = types.includes("integer") && !types.includes("number");
  return wholeOnly ? given([{ is: "multiple", of: 1, holds: true, pointer }], bits) : ofTypes(bits);
}
