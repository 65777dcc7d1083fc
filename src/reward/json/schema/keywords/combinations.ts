/**
 * Keywords that put schemas together.
 *
 * @module
 */
import { refusal } from "../refusal.ts";
import { listOf, type Reader, type Readers } from "./reader.ts";

const several =
  (is: "all" | "any" | "one"): Reader =>
  (value, { pointer, node }) => {
    const count = listOf(value, pointer).length;
    if (count === 0) throw refusal(pointer, "must not be empty");
    return [{ is, schemas: [...Array(count).keys()].map((index) => node([String(index)])), pointer }];
  };

/** Only `if` asks for them: without it they say nothing. */
const branch: Reader = (_, { node }) => {
  node([]);
  return [];
};

export const combinationKeywords: Readers = {
  allOf: several("all"),
  anyOf: several("any"),
  oneOf: several("one"),
  not: (_, { pointer, node }) => [{ is: "not", schema: node([]), pointer }],
  if(_, { schema, pointer, node, sibling }) {
    const branchOf = (keyword: string) => (schema[keyword] === undefined ? null : sibling(keyword));
    // biome-ignore lint/suspicious/noThenProperty: that is what JSON Schema calls it
    return [{ is: "if", condition: node([]), then: branchOf("then"), else: branchOf("else"), pointer }];
  },
  // biome-ignore lint/suspicious/noThenProperty: that is what JSON Schema calls it
  then: branch,
  else: branch,
};
