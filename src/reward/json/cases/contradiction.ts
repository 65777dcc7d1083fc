/**
 * Facts about an object that cannot all be true, as far as that can be seen at once: of a property that must be
 * there, no value is left. It need not be found, but alternatives that are told apart by such a property would
 * multiply if it were not.
 *
 * @module
 */
import { canonical } from "../value.ts";
import { type Fact, factsOf, type Literal } from "./facts.ts";

/** Values that a literal names: those that are allowed (`holds`), or those that are not. */
interface Named {
  holds: boolean;
  values: ReadonlySet<string>;
}

const known = new WeakMap<Literal, Named | null>();

export function isContradictory(facts: readonly Fact[]): boolean {
  const byName = new Map<string, Named[]>();
  for (const { names, literal } of factsOf(facts, "property")) {
    const named = "only" in names ? namedBy(literal) : null;
    if (named && "only" in names) byName.set(names.only, [...(byName.get(names.only) ?? []), named]);
  }
  if (byName.size === 0) return false;
  return factsOf(facts, "required").some(({ name }) => !leaveAny(byName.get(name) ?? []));
}

function leaveAny(named: readonly Named[]): boolean {
  const [first, ...others] = named.filter(({ holds }) => holds).map(({ values }) => values);
  const excluded = named.filter(({ holds }) => !holds).map(({ values }) => values);
  if (!first) return true;
  return [...first].some(
    (value) => others.every((values) => values.has(value)) && !excluded.some((values) => values.has(value)),
  );
}

function namedBy(literal: Literal): Named | null {
  const before = known.get(literal);
  if (before !== undefined) return before;
  const { node, holds } = literal;
  const [, another] = node.assertions;
  // Of several assertions, each must hold; but only one of them need not, where the whole must not.
  const telling =
    holds || !another ? node.assertions.find(({ is }) => is === "value" || is === "never") : null;
  const named =
    telling?.is === "value"
      ? { holds, values: new Set(telling.values.map(canonical)) }
      : holds && telling?.is === "never"
        ? { holds, values: new Set<string>() }
        : null;
  known.set(literal, named);
  return named;
}
