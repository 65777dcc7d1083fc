/**
 * What a schema looks at of an array or object, which `unevaluatedItems` and `unevaluatedProperties` ask for. It
 * depends on which of its alternatives hold, so each way in which it can hold is a case of its own.
 *
 * @module
 */
import { refusal } from "../schema/refusal.ts";
import type { Assertion, SchemaNode } from "../schema/schema-node.ts";
import { allOf, anything, type Cases, given } from "./cases.ts";
import { absent } from "./common-cases.ts";
import type { Expander } from "./expansion.ts";
import type { Fact } from "./facts.ts";
import { granted } from "./granted.ts";

interface LookedAt {
  names: readonly string[];
  /** Names that match one of these. */
  patterns: readonly string[];
  allNames: boolean;
  /** So many items from the first. */
  items: number;
  /** Items that satisfy one of these. */
  satisfying: readonly SchemaNode[];
}

/** Values of these cases, of which at least that has been looked at. */
export interface Variation {
  readonly cases: Cases;
  readonly lookedAt: LookedAt;
}

/** Most ways in which one schema may hold. */
const mostVariations = 64;

const nowhere: LookedAt = { names: [], patterns: [], allNames: false, items: 0, satisfying: [] };

export function isUnevaluated({ is }: Assertion): boolean {
  return is === "unevaluatedItems" || is === "unevaluatedProperties";
}

/** @throws TillerError `invalid_request` with the pointer to what cannot be followed */
export function variationsOf(node: SchemaNode, expander: Expander): readonly Variation[] {
  const { assertions, pointer } = node;
  const siblings = expander.made.besidesCombinations(node);
  const others = assertions.filter((assertion) => !isUnevaluated(assertion));
  const variations = allTogether(
    others.map((assertion) => variationsOfAssertion(assertion, siblings, expander)),
    pointer,
  );
  return assertions
    .filter(isUnevaluated)
    .reduce((all, assertion) => all.map((variation) => withRest(variation, assertion, expander)), variations);
}

/** All that has not been looked at satisfies the schema of `unevaluated…`; with that it has been looked at. */
function withRest({ cases, lookedAt }: Variation, assertion: Assertion, { made }: Expander): Variation {
  const { pointer } = assertion;
  if (assertion.is === "unevaluatedProperties") {
    const { names, patterns } = lookedAt;
    const literal = { node: assertion.schema, holds: true };
    const fact: Fact = { is: "property", names: { besides: { names, patterns } }, literal, pointer };
    const rest = lookedAt.allNames ? anything : given([fact]);
    return { cases: allOf([cases, rest], pointer), lookedAt: { ...lookedAt, allNames: true } };
  }
  if (assertion.is !== "unevaluatedItems") return { cases, lookedAt };
  const node = made.anyOf([assertion.schema, ...lookedAt.satisfying], pointer);
  const fact: Fact = {
    is: "items",
    from: lookedAt.items,
    to: Number.POSITIVE_INFINITY,
    literal: { node, holds: true },
    pointer,
  };
  const rest = lookedAt.items === Number.POSITIVE_INFINITY ? anything : given([fact]);
  return {
    cases: allOf([cases, rest], pointer),
    lookedAt: { ...lookedAt, items: Number.POSITIVE_INFINITY },
  };
}

function variationsOfAssertion(
  assertion: Assertion,
  siblings: SchemaNode,
  expander: Expander,
): readonly Variation[] {
  const { pointer } = assertion;
  const of = (node: SchemaNode) => expander.variations(node);
  const just = (cases: Cases, lookedAt: Partial<LookedAt> = {}) => [
    { cases, lookedAt: { ...nowhere, ...lookedAt } },
  ];
  switch (assertion.is) {
    case "reference":
      return of(assertion.schema);
    case "all":
      return allTogether(assertion.schemas.map(of), pointer);
    case "any":
      return someOf(assertion.schemas.map(of), pointer);
    case "one":
      return assertion.schemas.flatMap((schema, index) => {
        const alone = expander.alone(assertion, index, siblings);
        return of(schema).map(({ cases, lookedAt }) => ({ cases: allOf([cases, alone], pointer), lookedAt }));
      });
    case "if": {
      const { condition, then: consequence, else: otherwise } = assertion;
      const isTrue = allTogether([of(condition), consequence ? of(consequence) : just(anything)], pointer);
      const isFalse = consequence || otherwise ? expander.cases(condition, false) : anything;
      return [
        ...isTrue,
        ...allTogether([just(isFalse), otherwise ? of(otherwise) : just(anything)], pointer),
      ];
    }
    case "dependent": {
      const isThere = [assertion.name, ...assertion.names].map(
        (name): Fact => ({ is: "required", name, pointer }),
      );
      const consequence = assertion.schema ? of(assertion.schema) : just(anything);
      return [
        ...just(given([absent(assertion.name, pointer, expander)])),
        ...allTogether([just(given(isThere)), consequence], pointer),
      ];
    }
    case "property": {
      const { names } = assertion;
      const cases = granted(assertion, siblings, expander);
      if ("only" in names) return just(cases, { names: [names.only] });
      // With what it leaves to its siblings, `additionalProperties` looks at everything.
      return just(cases, "matching" in names ? { patterns: [names.matching] } : { allNames: true });
    }
    case "item":
      return just(granted(assertion, siblings, expander), { items: assertion.index + 1 });
    case "items":
      return just(granted(assertion, siblings, expander), { items: Number.POSITIVE_INFINITY });
    case "contains":
      return just(granted(assertion, siblings, expander), { satisfying: [assertion.schema] });
    default:
      return just(granted(assertion, siblings, expander));
  }
}

/** Each variation of the one with each of the other. */
function allTogether(all: readonly (readonly Variation[])[], pointer: string): readonly Variation[] {
  const start: readonly Variation[] = [{ cases: anything, lookedAt: nowhere }];
  return all.reduce<readonly Variation[]>((found, variations) => {
    const both = found.flatMap((first) =>
      variations.map((second) => ({
        cases: allOf([first.cases, second.cases], pointer),
        lookedAt: together(first.lookedAt, second.lookedAt),
      })),
    );
    return capped(
      both.filter(({ cases }) => cases.length > 0),
      pointer,
    );
  }, start);
}

/** Each set of them: what more of them hold, more has been looked at. */
function someOf(all: readonly (readonly Variation[])[], pointer: string): Variation[] {
  const sets: (readonly Variation[])[][] = [[]];
  for (const variations of all) sets.push(...capped([...sets], pointer).map((set) => [...set, variations]));
  const combined = sets.filter((set) => set.length > 0).flatMap((set) => allTogether(set, pointer));
  return capped(combined, pointer);
}

function together(first: LookedAt, second: LookedAt): LookedAt {
  return {
    names: eachOnce(first.names, second.names),
    patterns: eachOnce(first.patterns, second.patterns),
    allNames: first.allNames || second.allNames,
    items: Math.max(first.items, second.items),
    satisfying: eachOnce(first.satisfying, second.satisfying),
  };
}

/** What is referred to in many ways would otherwise be there as many times. */
function eachOnce<Item>(first: readonly Item[], second: readonly Item[]): Item[] {
  return [...new Set([...first, ...second])];
}

function capped<Item>(variations: Item[], pointer: string): Item[] {
  if (variations.length <= mostVariations) return variations;
  throw refusal(pointer, `more than ${mostVariations} ways to hold, each with other things left unevaluated`);
}
