/**
 * The facts of several cases as sets of bits, to tell quickly which of them includes another.
 *
 * @module
 */
import type { Case } from "./cases.ts";
import { type Fact, isAbout } from "./facts.ts";

const bitsOfWord = 32;

export class FactSets {
  private readonly cases: readonly Case[];
  /** The number of each fact, by which its bit is found. */
  private readonly numbers = new Map<Fact, number>();
  private readonly sets: readonly Uint32Array[];
  /** For each set of types that was asked about, the facts that speak of one of them. */
  private readonly about = new Map<number, Uint32Array>();

  constructor(cases: readonly Case[]) {
    this.cases = cases;
    for (const { facts } of cases) {
      for (const fact of facts) if (!this.numbers.has(fact)) this.numbers.set(fact, this.numbers.size);
    }
    this.sets = cases.map(({ facts }) => this.setOf(facts));
  }

  /** Whether the values of one case are all among those of another, by their indices. */
  includes(general: number, special: number): boolean {
    const [types, others] = [this.cases[special]?.types ?? 0, this.cases[general]?.types ?? 0];
    if ((types & ~others) !== 0) return false;
    const [ofGeneral, ofSpecial, about] = [this.sets[general], this.sets[special], this.factsAbout(types)];
    return about.every(
      (word, index) => ((ofGeneral?.[index] ?? 0) & word & ~(ofSpecial?.[index] ?? 0)) === 0,
    );
  }

  private factsAbout(types: number): Uint32Array {
    const known = this.about.get(types);
    if (known) return known;
    const found = this.setOf([...this.numbers.keys()].filter((fact) => isAbout(fact, types)));
    this.about.set(types, found);
    return found;
  }

  private setOf(facts: readonly Fact[]): Uint32Array {
    const set = new Uint32Array(Math.ceil(this.numbers.size / bitsOfWord));
    for (const fact of facts) {
      const number = this.numbers.get(fact) ?? 0;
      const word = Math.floor(number / bitsOfWord);
      set[word] = (set[word] ?? 0) | (1 << (number % bitsOfWord));
    }
    return set;
  }
}
