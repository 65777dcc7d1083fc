/**
 * Alternatives: a value satisfies a schema where it satisfies any of its cases.
 *
 * @module
 */
import { refusal } from "../schema/refusal.ts";
import { isContradictory } from "./contradiction.ts";
import { FactSets } from "./fact-sets.ts";
import { allTypes, type Fact, isAbout, typeBits } from "./facts.ts";

/** Values of these types of which all the facts are true, each where it speaks of the value's type. */
export interface Case {
  readonly types: number;
  readonly facts: readonly Fact[];
}

export type Cases = readonly Case[];

export const anything: Cases = [{ types: allTypes, facts: [] }];
export const nothing: Cases = [];

/** Most alternatives of one schema. */
const mostCases = 256;
/** Most facts that are gone through to join the alternatives of several schemas: half a second's worth. */
const mostJoined = 1_000_000;

export function ofTypes(types: number): Cases {
  return types === 0 ? nothing : [{ types, facts: [] }];
}

/** Values of any type for which the facts are true, or, where `types` are given, only of those. */
export function given(facts: readonly Fact[], types: number = allTypes): Cases {
  return [{ types, facts: facts.filter((fact) => isAbout(fact, types)) }];
}

/** @throws TillerError `invalid_request` at `pointer` where there are too many */
export function anyOf(all: readonly Cases[], pointer: string): Cases {
  return capped(withoutSpecial(all.flat()), pointer);
}

/** @throws TillerError `invalid_request` at `pointer` where there are too many */
export function allOf(all: readonly Cases[], pointer: string): Cases {
  let found = anything;
  let joinedFacts = 0;
  // The shorter the lists that are multiplied first, the less there is to be thrown away later.
  for (const cases of [...all].sort((a, b) => a.length - b.length)) {
    if (cases.length * found.length > mostCases * mostCases) throw tooMany(pointer);
    joinedFacts += cases.length * factsIn(found) + found.length * factsIn(cases);
    if (joinedFacts > mostJoined) throw tooMany(pointer);
    const both = found.flatMap((first) => cases.flatMap((second) => joined(first, second)));
    found = capped(withoutSpecial(both), pointer);
  }
  return found;
}

function factsIn(cases: Cases): number {
  return cases.reduce((sum, { facts }) => sum + facts.length, 0);
}

function joined(first: Case, second: Case): Case[] {
  const facts = [...new Set([...first.facts, ...second.facts])];
  const both = first.types & second.types;
  const types = both & typeBits.object && isContradictory(facts) ? both & ~typeBits.object : both;
  return types === 0 ? [] : [{ types, facts: facts.filter((fact) => isAbout(fact, types)) }];
}

/** Without the cases that another one includes. */
function withoutSpecial(cases: Case[]): Case[] {
  if (cases.length > mostCases * 4) return cases;
  const sets = new FactSets(cases);
  return cases.filter(
    (_, special) =>
      !cases.some(
        (__, general) =>
          general !== special &&
          sets.includes(general, special) &&
          (general < special || !sets.includes(special, general)),
      ),
  );
}

function capped(cases: Cases, pointer: string): Cases {
  if (cases.length > mostCases) throw tooMany(pointer);
  return cases;
}

function tooMany(pointer: string) {
  return refusal(pointer, `more than ${mostCases} combinations of alternatives`);
}
