/**
 * That a text, or some part of it, matches.
 *
 * @module
 */
import type { Automaton, SetState } from "./automaton.ts";
import { type Neighbour, neighbours } from "./neighbour.ts";
import type { Pattern } from "./pattern.ts";
import { reachable } from "./reachable.ts";

/** Most UTF-16 code units of a forced continuation: `a{1000}` forces a thousand. */
const farthest = 200;

export class Presence implements Pattern {
  readonly size: number;
  readonly start: SetState;
  readonly stem: string | null;
  private readonly automaton: Automaton;
  /** Where a part of the text may begin to match, whatever was before it; in `full`, nothing. */
  private readonly beginnings: ReadonlySet<number>;

  /** What any text may have got to, by what it ends with. */
  private everywhere: readonly SetState[] | null = null;

  /** @param beginnings the states in which nothing but the expression itself has begun, by what may stand in front */
  constructor(automaton: Automaton, beginnings: readonly SetState[], size: number) {
    this.automaton = automaton;
    this.size = size;
    this.start = automaton.start;
    const fresh = neighbours.map((before) => automaton.stateOf([automaton.program.start], before));
    const isSearch = !beginnings.includes(this.start);
    this.beginnings = new Set(isSearch ? fresh.flatMap(({ instructions }) => instructions) : []);
    this.stem = this.commonStem(beginnings.filter((state) => this.isAlive(state)));
  }

  step(state: SetState, text: string): SetState {
    return this.automaton.follow(state, text);
  }

  isMatch(state: SetState): boolean {
    return this.automaton.matchesAtEnd(state);
  }

  isAlive({ instructions }: SetState): boolean {
    return instructions.length > 0;
  }

  remaining({ instructions, before }: SetState): number {
    const { distances } = this.automaton;
    let least = Number.POSITIVE_INFINITY;
    for (const index of instructions) least = Math.min(least, distances.from(index, before));
    return least;
  }

  completion(state: SetState): string | null {
    const { distances } = this.automaton;
    const least = this.remaining(state);
    const nearest = state.instructions.find((index) => distances.from(index, state.before) === least);
    return nearest === undefined ? null : distances.shortest(nearest, state.before);
  }

  forced(from: SetState): string {
    let text = "";
    for (let state = from; text.length < farthest && !this.isMatch(state); ) {
      const next = this.onlyClass(state);
      if (next === null) break;
      text += this.automaton.classes.at(next).example ?? "";
      state = this.automaton.step(state, next);
    }
    return text;
  }

  begun(state: SetState): string {
    if (this.isMatch(state)) return "";
    const begun = state.instructions.filter((index) => !this.beginnings.has(index));
    return this.forced(this.automaton.stateOf(begun, state.before));
  }

  excludes(places: readonly (readonly string[])[]): boolean {
    const { automaton } = this;
    this.everywhere ??= [...reachable(automaton)].map(([before, all]) => automaton.stateOf([...all], before));
    let states = this.everywhere;
    for (const characters of places) {
      const next = new Map<Neighbour, number[]>();
      for (const character of characters) {
        const { neighbour } = automaton.classes.at(automaton.classes.of(character.codePointAt(0) ?? 0));
        const reached = states.flatMap((state) => this.step(state, character).instructions);
        next.set(neighbour, [...(next.get(neighbour) ?? []), ...reached]);
      }
      states = [...next].map(([before, instructions]) => automaton.stateOf(instructions, before));
    }
    return states.every((state) => !this.isAlive(state));
  }

  private commonStem(beginnings: readonly SetState[]): string | null {
    const stems = beginnings.map((state) => {
      const forced = this.forced(state);
      return this.isMatch(this.step(state, forced)) ? forced : null;
    });
    const [stem = null] = stems;
    return stems.every((other) => other === stem) ? stem : null;
  }

  /** The class of the one character that can come next; null where there are several, or none. */
  private onlyClass(state: SetState): number | null {
    const { classes, distances } = this.automaton;
    let only: number | null = null;
    for (const after of neighbours) {
      for (const read of this.automaton.readsBefore(state, after)) {
        if (distances.between(state.before, after, read) === Number.POSITIVE_INFINITY) continue;
        for (const taken of classes.takenBy(read)) {
          const { neighbour, single } = classes.at(taken);
          if (neighbour !== after || taken === only) continue;
          if (only !== null || !single) return null;
          only = taken;
        }
      }
    }
    return only;
  }
}
