/**
 * Schemas that are made here rather than sent: of one value each, of none, and of several together.
 *
 * @module
 */
import type { Assertion, SchemaNode } from "../schema/schema-node.ts";
import { canonical, type JsonValue } from "../value.ts";

const combinations: ReadonlySet<Assertion["is"]> = new Set([
  "all",
  "any",
  "one",
  "not",
  "if",
  "dependent",
  "reference",
  "unevaluatedItems",
  "unevaluatedProperties",
]);

export class MadeNodes {
  readonly never: SchemaNode = { id: -1, pointer: "", assertions: [{ is: "never", pointer: "" }] };
  private readonly nodes = new Map<string, SchemaNode>();

  /** The schema of what equals `value`: the same one for equal values. */
  of(value: JsonValue, pointer: string): SchemaNode {
    return this.node(canonical(value), pointer, { is: "value", values: [value], pointer });
  }

  /** The schema of what satisfies any of these: the same one for the same. */
  anyOf(schemas: readonly SchemaNode[], pointer: string): SchemaNode {
    const [only, another] = schemas;
    if (only && !another) return only;
    return this.node(`any ${schemas.map(({ id }) => id)}`, pointer, { is: "any", schemas, pointer });
  }

  /** What a schema asks for without combining other schemas. */
  besidesCombinations({ id, assertions, pointer }: SchemaNode): SchemaNode {
    const plain = assertions.filter(({ is }) => !combinations.has(is));
    const key = `besides ${id}`;
    const node = this.nodes.get(key) ?? { id: -2 - this.nodes.size, pointer, assertions: plain };
    this.nodes.set(key, node);
    return node;
  }

  private node(key: string, pointer: string, assertion: Assertion): SchemaNode {
    const known = this.nodes.get(key);
    if (known) return known;
    // The ids of schemas that were sent begin at 0.
    const node: SchemaNode = { id: -2 - this.nodes.size, pointer, assertions: [assertion] };
    this.nodes.set(key, node);
    return node;
  }
}
