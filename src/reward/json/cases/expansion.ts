/**
 * The cases of schemas, and of what schemas do not allow.
 *
 * @module
 */
import { refusal } from "../schema/refusal.ts";
import type { Assertion, SchemaNode } from "../schema/schema-node.ts";
import { allOf, anyOf, anything, type Cases, nothing } from "./cases.ts";
import { denied } from "./denied.ts";
import type { Literal } from "./facts.ts";
import { granted } from "./granted.ts";
import type { ValueNodes } from "./value-nodes.ts";

/** What the cases of an assertion are made with. */
export interface Expander {
  readonly values: ValueNodes;
  cases(node: SchemaNode, holds: boolean): Cases;
  /** Whether certainly no value satisfies both; no where that cannot be told. */
  areDisjoint(first: SchemaNode, second: SchemaNode): boolean;
}

export class Expansion implements Expander {
  readonly values: ValueNodes;
  private readonly isEmpty: (literals: readonly Literal[]) => boolean;
  private readonly known = new Map<string, Cases>();
  private readonly open = new Set<string>();

  /** @param isEmpty whether certainly no value is such that all the literals are true */
  constructor(values: ValueNodes, isEmpty: (literals: readonly Literal[]) => boolean) {
    this.values = values;
    this.isEmpty = isEmpty;
  }

  /** @throws TillerError `invalid_request` with the pointer to what cannot be followed */
  cases(node: SchemaNode, holds: boolean): Cases {
    const key = `${node.id}${holds}`;
    const known = this.known.get(key);
    if (known) return known;
    if (this.open.has(key)) throw refusal(node.pointer, "refers to itself without end");
    this.open.add(key);
    try {
      const cases = holds ? this.grant(node) : this.deny(node);
      this.known.set(key, cases);
      return cases;
    } finally {
      this.open.delete(key);
    }
  }

  areDisjoint(first: SchemaNode, second: SchemaNode): boolean {
    return this.isEmpty([
      { node: first, holds: true },
      { node: second, holds: true },
    ]);
  }

  private grant({ assertions, pointer }: SchemaNode): Cases {
    return allOf(
      assertions.map((assertion) => granted(assertion, this)),
      pointer,
    );
  }

  private deny({ assertions, pointer }: SchemaNode): Cases {
    return anyOf(
      assertions.map((assertion) => denied(assertion, this)),
      pointer,
    );
  }
}

/** Whether a schema allows everything, as can be seen without looking further. */
export function isTrivial({ assertions }: SchemaNode): boolean {
  return assertions.length === 0;
}

export function isNever({ assertions }: { assertions: readonly Assertion[] }): boolean {
  return assertions.some(({ is }) => is === "never");
}

export { anything, nothing };
