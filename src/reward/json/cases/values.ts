/**
 * The cases of `enum` and `const`: scalars together are one case; an array or object is one of its own, put
 * together of its parts, which may be written in any order.
 *
 * @module
 */
import type { Assertion } from "../schema/schema-node.ts";
import { isObject, type JsonValue } from "../value.ts";
import { allOf, anyOf, type Cases, given, nothing, ofTypes } from "./cases.ts";
import { absent, outside, withOtherItem, withProperty } from "./common-cases.ts";
import type { Expander } from "./expansion.ts";
import { allTypes, type Fact, typeBits } from "./facts.ts";

type Values = Assertion & { is: "value" };

/** One of the values. */
export function ofValues({ values, pointer }: Values, expander: Expander): Cases {
  const { named, numbers, strings } = scalarsOf(values);
  const types =
    named | (numbers.length > 0 ? typeBits.number : 0) | (strings.length > 0 ? typeBits.string : 0);
  const facts: Fact[] = [
    { is: "numbers", values: numbers, holds: true, pointer },
    { is: "strings", values: strings, holds: true, pointer },
  ];
  const scalars = types === 0 ? nothing : given(facts, types);
  return anyOf([scalars, ...structuresOf(values).map((value) => like(value, pointer, expander))], pointer);
}

/** None of the values. */
export function ofOtherValues({ values, pointer }: Values, expander: Expander): Cases {
  const { named, numbers, strings } = scalarsOf(values);
  const facts: Fact[] = [];
  if (numbers.length > 0) facts.push({ is: "numbers", values: numbers, holds: false, pointer });
  if (strings.length > 0) facts.push({ is: "strings", values: strings, holds: false, pointer });
  const scalars = given(facts, allTypes & ~named);
  return allOf([scalars, ...structuresOf(values).map((value) => unlike(value, pointer, expander))], pointer);
}

function scalarsOf(values: readonly JsonValue[]) {
  const bitOf = (value: JsonValue) => {
    if (value === null) return typeBits.null;
    return typeof value === "boolean" ? typeBits[`${value}`] : 0;
  };
  return {
    named: values.reduce<number>((sum, value) => sum | bitOf(value), 0),
    numbers: values.filter((value) => typeof value === "number"),
    strings: values.filter((value) => typeof value === "string"),
  };
}

function structuresOf(values: readonly JsonValue[]): JsonValue[] {
  return values.filter((value) => typeof value === "object" && value !== null);
}

function like(value: JsonValue, pointer: string, { made }: Expander): Cases {
  const literal = (part: JsonValue) => ({ node: made.of(part, pointer), holds: true });
  if (Array.isArray(value)) {
    const items = value.map(
      (item, index): Fact => ({ is: "items", from: index, to: index, literal: literal(item), pointer }),
    );
    const size = value.length;
    const sizes: Fact[] = [
      { is: "itemCount", side: "min", value: size, pointer },
      { is: "itemCount", side: "max", value: size, pointer },
    ];
    return given([...sizes, ...items], typeBits.array);
  }
  const entries = isObject(value) ? Object.entries(value) : [];
  const properties = entries.flatMap(([name, part]): Fact[] => [
    { is: "required", name, pointer },
    { is: "property", names: { only: name }, literal: literal(part), pointer },
  ]);
  const size: Fact = { is: "propertyCount", side: "max", value: entries.length, pointer };
  return given([size, ...properties], typeBits.object);
}

/** Other types, another size, or the same size and some part that differs. */
function unlike(value: JsonValue, pointer: string, expander: Expander): Cases {
  const { made } = expander;
  if (Array.isArray(value)) {
    const size = value.length;
    const others = [
      ofTypes(allTypes & ~typeBits.array),
      outside({ is: "itemCount", side: "min", value: size, pointer }),
      outside({ is: "itemCount", side: "max", value: size, pointer }),
      ...value.map((item, index) => withOtherItem(index, made.of(item, pointer), pointer)),
    ];
    return anyOf(others, pointer);
  }
  const entries = isObject(value) ? Object.entries(value) : [];
  const others = [
    ofTypes(allTypes & ~typeBits.object),
    outside({ is: "propertyCount", side: "max", value: entries.length, pointer }),
    ...entries.flatMap(([name, part]) => [
      given([absent(name, pointer, expander)], typeBits.object),
      withProperty(name, made.of(part, pointer), false, pointer),
    ]),
  ];
  return anyOf(others, pointer);
}
