/**
 * The cases of schemas, and of what schemas do not allow.
 *
 * @module
 */
import { refusal } from "../schema/refusal.ts";
import type { Assertion, SchemaNode } from "../schema/schema-node.ts";
import { allOf, anyOf, type Cases } from "./cases.ts";
import { denied } from "./denied.ts";
import type { Literal } from "./facts.ts";
import { granted } from "./granted.ts";
import type { MadeNodes } from "./made-nodes.ts";
import { isUnevaluated, type Variation, variationsOf } from "./variations.ts";

/** What the cases of an assertion are made with. */
export interface Expander {
  readonly made: MadeNodes;
  cases(node: SchemaNode, holds: boolean): Cases;
  /** The ways in which a schema can hold, by what it then looks at. */
  variations(node: SchemaNode): readonly Variation[];
  /** The cases in which of the schemas of a `oneOf` that one holds and no other, where `siblings` hold too. */
  alone(one: Assertion & { is: "one" }, index: number, siblings: SchemaNode): Cases;
}

export class Expansion implements Expander {
  readonly made: MadeNodes;
  private readonly isEmpty: (literals: readonly Literal[]) => boolean;
  private readonly known = new Map<string, Cases>();
  private readonly knownVariations = new Map<SchemaNode, readonly Variation[]>();
  private readonly open = new Set<string>();

  /** @param isEmpty whether certainly no value is such that all the literals are true */
  constructor(made: MadeNodes, isEmpty: (literals: readonly Literal[]) => boolean) {
    this.made = made;
    this.isEmpty = isEmpty;
  }

  /** @throws TillerError `invalid_request` with the pointer to what cannot be followed */
  cases(node: SchemaNode, holds: boolean): Cases {
    const key = `${node.id} ${holds}`;
    const known = this.known.get(key);
    if (known) return known;
    const cases = this.guarded(key, node, () => (holds ? this.grant(node) : this.deny(node)));
    this.known.set(key, cases);
    return cases;
  }

  /** @throws TillerError `invalid_request` with the pointer to what cannot be followed */
  variations(node: SchemaNode): readonly Variation[] {
    const known = this.knownVariations.get(node);
    if (known) return known;
    const variations = this.guarded(`${node.id} varied`, node, () => variationsOf(node, this));
    this.knownVariations.set(node, variations);
    return variations;
  }

  alone({ schemas, pointer }: Assertion & { is: "one" }, index: number, siblings: SchemaNode): Cases {
    const parts = schemas.flatMap((node, at) => {
      if (at === index) return [this.cases(node, true)];
      // What has no value in common with the one need not be kept out of it.
      const both = [siblings, node, ...schemas.slice(index, index + 1)].map((node) => ({
        node,
        holds: true,
      }));
      return this.isEmpty(both) ? [] : [this.cases(node, false)];
    });
    return allOf(parts, pointer);
  }

  private guarded<Result>(key: string, { pointer }: SchemaNode, work: () => Result): Result {
    if (this.open.has(key)) throw refusal(pointer, "refers to itself without end");
    this.open.add(key);
    try {
      return work();
    } finally {
      this.open.delete(key);
    }
  }

  private grant(node: SchemaNode): Cases {
    const { assertions, pointer } = node;
    if (assertions.some(isUnevaluated)) {
      const cases = this.variations(node).map((variation) => variation.cases);
      return anyOf(cases, pointer);
    }
    const siblings = this.made.besidesCombinations(node);
    return allOf(
      assertions.map((assertion) => granted(assertion, siblings, this)),
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
