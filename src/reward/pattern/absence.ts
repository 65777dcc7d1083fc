/**
 * That no part of a text matches. Whether a continuation can undo a match (`cat$` is undone by going on) is
 * a question about all that a set of instructions leads to, which can take a number of sets exponential in the
 * program: so they are searched up to a limit.
 *
 * @module
 */
import type { Automaton, SetState } from "./automaton.ts";
import { neighbours } from "./neighbour.ts";
import type { Pattern } from "./pattern.ts";

/** Sets to look at before giving up. Patterns that people write need a handful. */
const mostSets = 500;

interface Outlook {
  /** A shortest continuation after which no part matches; null where there is none or none was found. */
  restoring: string | null;
  /** Whether all that can follow was looked at. */
  certain: boolean;
}

export class Absence implements Pattern {
  readonly size: number;
  readonly start: SetState;
  readonly stem = null;
  private readonly automaton: Automaton;
  private readonly outlooks = new WeakMap<SetState, Outlook>();

  /** @param automaton of a program that matches where some part does */
  constructor(automaton: Automaton, size: number) {
    this.automaton = automaton;
    this.size = size;
    this.start = automaton.start;
  }

  step(state: SetState, text: string): SetState {
    return this.automaton.follow(state, text);
  }

  isMatch(state: SetState): boolean {
    return !this.automaton.matchesAtEnd(state);
  }

  isAlive(state: SetState): boolean {
    const { restoring, certain } = this.outlook(state);
    return restoring !== null || !certain;
  }

  remaining(state: SetState): number {
    const { restoring } = this.outlook(state);
    return restoring === null ? Number.POSITIVE_INFINITY : [...restoring].length;
  }

  completion(state: SetState): string | null {
    return this.outlook(state).restoring;
  }

  forced(): string {
    return "";
  }

  begun(): string {
    return "";
  }

  excludes(places: readonly (readonly string[])[]): boolean {
    const { start } = this.automaton.program;
    let states = new Set(neighbours.map((before) => this.automaton.stateOf([start], before)));
    for (const characters of places) {
      states = new Set([...states].flatMap((state) => characters.map((each) => this.step(state, each))));
      if (states.size > mostSets) return false;
    }
    // What has begun before can only match more.
    return [...states].every((state) => !this.isAlive(state));
  }

  private outlook(state: SetState): Outlook {
    if (this.isMatch(state)) return { restoring: "", certain: true };
    const known = this.outlooks.get(state);
    if (known) return known;
    const outlook = this.search(state);
    this.outlooks.set(state, outlook);
    return outlook;
  }

  private search(from: SetState): Outlook {
    const { classes } = this.automaton;
    const texts = new Map([[from, ""]]);
    for (const [state, text] of texts) {
      for (const each of classes.proposable) {
        const next = this.automaton.step(state, each);
        if (texts.has(next)) continue;
        const longer = text + classes.at(each).example;
        if (this.isMatch(next)) return { restoring: longer, certain: true };
        if (texts.size === mostSets) return { restoring: null, certain: false };
        texts.set(next, longer);
      }
    }
    return { restoring: null, certain: true };
  }
}
