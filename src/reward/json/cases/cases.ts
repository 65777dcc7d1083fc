/**
 * Alternatives: a value satisfies a schema where it satisfies any of its cases.
 *
 * @module
 */
import { refusal } from "../schema/refusal.ts";
import { isContradictory } from "./contradiction.ts";
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
  // The shorter the lists that are multiplied first, the less there is to be thrown away later.
  for (const cases of [...all].sort((a, b) => a.length - b.length)) {
    if (cases.length * found.length > mostCases * mostCases) throw tooMany(pointer);
    const both = found.flatMap((first) => cases.flatMap((second) => joined(first, second)));
    found = capped(withoutSpecial(both), pointer);
  }
  return found;
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
  return cases.filter(
    (special, index) =>
      !cases.some(
        (general, other) =>
          other !== index && includes(general, special) && (other < index || !includes(special, general)),
      ),
  );
}

function includes(general: Case, special: Case): boolean {
  if ((special.types & ~general.types) !== 0) return false;
  return general.facts.every((fact) => !isAbout(fact, special.types) || special.facts.includes(fact));
}

function capped(cases: Cases, pointer: string): Cases {
  if (cases.length > mostCases) throw tooMany(pointer);
  return cases;
}

function tooMany(pointer: string) {
  return refusal(pointer, `more than ${mostCases} combinations of alternatives`);
}
