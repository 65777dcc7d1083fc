/**
 * That no part of a text matches. Whether a continuation can undo a match (`cat$` is undone by going on) is
 * a question about all that a set of instructions leads to, which can take a number of sets exponential in the
 * program: so they are searched up to a limit.
 *
 * @module
 */
import type { Automaton, SetState } from "./automaton.ts";

/** Sets to look at before giving up. Patterns that people write need a handful. */
const mostSets = 500;

interface Outlook {
  /** A shortest continuation after which no part matches; null where there is none or none was found. */
  restoring: string | null;
  /** Whether all that can follow was looked at. */
  certain: boolean;
}

export class Absence {
  private readonly automaton: Automaton;
  private readonly outlooks = new WeakMap<SetState, Outlook>();

  /** @param automaton of a program that matches where some part does */
  constructor(automaton: Automaton) {
    this.automaton = automaton;
  }

  /** Whether no part matches if the text ends here. */
  holds({ instructions, before }: SetState): boolean {
    const { distances } = this.automaton;
    return !instructions.some((index) => distances.matchesAtEnd(index, before));
  }

  /** Whether some continuation has no part that matches; yes where that is not certain. */
  isPossible(state: SetState): boolean {
    const { restoring, certain } = this.outlook(state);
    return restoring !== null || !certain;
  }

  /** A shortest continuation after which no part matches; null where there is none or none was found. */
  restoring(state: SetState): string | null {
    return this.outlook(state).restoring;
  }

  private outlook(state: SetState): Outlook {
    if (this.holds(state)) return { restoring: "", certain: true };
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
        if (this.holds(next)) return { restoring: longer, certain: true };
        if (texts.size === mostSets) return { restoring: null, certain: false };
        texts.set(next, longer);
      }
    }
    return { restoring: null, certain: true };
  }
}
