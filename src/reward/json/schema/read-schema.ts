/**
 * From a JSON Schema as it was sent to nodes of assertions.
 *
 * @module
 */

import { jsonPointer } from "../../../spec/parse.ts";
import { isObject, type JsonValue } from "../value.ts";
import { arrayKeywords } from "./keywords/arrays.ts";
import { combinationKeywords } from "./keywords/combinations.ts";
import { identityKeywords } from "./keywords/identity.ts";
import { objectKeywords } from "./keywords/objects.ts";
import type { KeywordPlace, Readers } from "./keywords/reader.ts";
import { scalarKeywords } from "./keywords/scalars.ts";
import { PatternReader } from "./patterns.ts";
import { type Place, References } from "./references.ts";
import { refusal } from "./refusal.ts";
import type { Assertion, SchemaNode } from "./schema-node.ts";

const readers: Readers = {
  ...identityKeywords,
  ...scalarKeywords,
  ...arrayKeywords,
  ...objectKeywords,
  ...combinationKeywords,
};
const olderDialects = /(2019-09|draft-0[67])\/schema#?$/;

/**
 * @param pointer of the schema, relative to the reward's spec
 * @throws TillerError `invalid_request` with the pointer to the keyword that is not taken
 */
export function readSchema(schema: JsonValue, pointer: string): SchemaNode {
  return new SchemaReader(schema, pointer).read();
}

class SchemaReader {
  private readonly references: References;
  private readonly older: boolean;
  private readonly patterns = new PatternReader();
  private readonly nodes = new Map<Place, SchemaNode>();

  constructor(schema: JsonValue, pointer: string) {
    this.references = new References(schema, pointer);
    const dialect = isObject(schema) ? schema.$schema : undefined;
    this.older = typeof dialect === "string" && olderDialects.test(dialect);
  }

  read(): SchemaNode {
    const root = this.node(this.references.root);
    // A definition that nothing refers to is read as well, so that nothing stands in a schema unchecked.
    for (const place of this.references.places) this.node(place);
    return root;
  }

  private node(place: Place): SchemaNode {
    const known = this.nodes.get(place);
    if (known) return known;
    const { schema, pointer } = place;
    const node: SchemaNode = { id: this.nodes.size, pointer, assertions: [] };
    this.nodes.set(place, node);
    if (schema === false) node.assertions.push({ is: "never", pointer });
    if (!isObject(schema)) return node;
    for (const [keyword, value] of Object.entries(schema)) {
      node.assertions.push(...this.readKeyword(place, schema, keyword, value));
    }
    return node;
  }

  private readKeyword(
    place: Place,
    schema: KeywordPlace["schema"],
    keyword: string,
    value: JsonValue,
  ): Assertion[] {
    const pointer = place.pointer + jsonPointer([keyword]);
    const read = Object.hasOwn(readers, keyword) ? readers[keyword] : undefined;
    // By convention these are comments of other tools.
    if (keyword.startsWith("x-")) return [];
    if (!read) throw refusal(pointer, "this keyword is not supported");
    return read(value, {
      schema,
      pointer,
      older: this.older,
      patterns: this.patterns,
      node: (path) => this.node(this.references.within(place, [keyword, ...path])),
      resolve: (reference) => this.node(this.references.resolve(reference, place)),
      sibling: (name) => this.node(this.references.within(place, [name])),
    });
  }
}
