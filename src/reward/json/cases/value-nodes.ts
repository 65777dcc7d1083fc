/**
 * Schemas that are made here rather than sent: of one value each, and of none.
 *
 * @module
 */
import type { SchemaNode } from "../schema/schema-node.ts";
import { canonical, type JsonValue } from "../value.ts";

export class ValueNodes {
  readonly never: SchemaNode = { id: -1, pointer: "", assertions: [{ is: "never", pointer: "" }] };
  private readonly nodes = new Map<string, SchemaNode>();

  /** The schema of what equals `value`: the same one for equal values. */
  of(value: JsonValue, pointer: string): SchemaNode {
    const key = canonical(value);
    const known = this.nodes.get(key);
    if (known) return known;
    const node: SchemaNode = {
      // The ids of schemas that were sent begin at 0.
      id: -2 - this.nodes.size,
      pointer,
      assertions: [{ is: "value", values: [value], pointer }],
    };
    this.nodes.set(key, node);
    return node;
  }
}
