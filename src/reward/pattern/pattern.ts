/**
 * Regular expressions that texts can be followed by while they grow. Whether some continuation still
 * matches is exact for `full` and `search`, assertions (`^`, `$`, `\b`, …) included. For `absent` it is exact
 * unless finding out takes too many states (`absence.ts`); then it is taken to be so.
 *
 * @module
 */
import { Absence } from "./absence.ts";
import { Automaton, type SetState } from "./automaton.ts";
import { forcedContinuation } from "./forced.ts";
import { anywhereIn } from "./program.ts";
import { re2Program } from "./re2-program.ts";

/** `search`: some part of the text matches; `full`: the text as a whole does; `absent`: no part does. */
export type PatternMode = "search" | "full" | "absent";

/** Where a text has got to. Immutable; equal states are mostly, not always, the same object. */
export type PatternState = SetState;

export interface Pattern {
  /** Instructions of the compiled expression, at most 1,000. */
  readonly size: number;
  /** The state of the empty text. Not alive where no text matches at all. */
  readonly start: PatternState;
  /** The state after `text` more, cut anywhere but within a surrogate pair. */
  step(state: PatternState, text: string): PatternState;
  /** Whether the text matches if it ends here. */
  isMatch(state: PatternState): boolean;
  /** Whether some continuation matches, the empty one included. */
  isAlive(state: PatternState): boolean;
  /** Code points of a shortest continuation that matches: 0 where the text matches, infinite where none does or none is known. */
  remaining(state: PatternState): number;
  /** Such a continuation; null where there is none or none is known. */
  completion(state: PatternState): string | null;
  /** The characters with which every continuation that matches begins (at most 200); "" where the text may end or go on in several ways. */
  forced(state: PatternState): string;
}

/**
 * @param source in RE2 syntax; `fromEcmaScript` translates what is written for JavaScript
 * @throws TillerError `invalid_request` without `param` where it is no such expression or its program too large
 */
export function compilePattern(source: string, { mode }: { mode: PatternMode }): Pattern {
  const program = re2Program(source);
  const automaton = new Automaton(mode === "full" ? program : anywhereIn(program));
  const size = program.instructions.length;
  return mode === "absent" ? absent(automaton, size) : present(automaton, size);
}

function present(automaton: Automaton, size: number): Pattern {
  const { distances, start } = automaton;
  const remaining = ({ instructions, before }: SetState) =>
    instructions.reduce(
      (least, index) => Math.min(least, distances.from(index, before)),
      Number.POSITIVE_INFINITY,
    );
  const isMatch = ({ instructions, before }: SetState) =>
    instructions.some((index) => distances.matchesAtEnd(index, before));
  return {
    size,
    start,
    step: (state, text) => follow(automaton, state, text),
    isMatch,
    isAlive: ({ instructions }) => instructions.length > 0,
    remaining,
    completion(state) {
      const least = remaining(state);
      const nearest = state.instructions.find((index) => distances.from(index, state.before) === least);
      return nearest === undefined ? null : distances.shortest(nearest, state.before);
    },
    forced: (state) => forcedContinuation(automaton, state, isMatch),
  };
}

function absent(automaton: Automaton, size: number): Pattern {
  const absence = new Absence(automaton);
  return {
    size,
    start: automaton.start,
    step: (state, text) => follow(automaton, state, text),
    isMatch: (state) => absence.holds(state),
    isAlive: (state) => absence.isPossible(state),
    remaining: (state) => absence.restoring(state)?.length ?? Number.POSITIVE_INFINITY,
    completion: (state) => absence.restoring(state),
    forced: () => "",
  };
}

function follow(automaton: Automaton, from: SetState, text: string): SetState {
  let state = from;
  for (let at = 0; at < text.length; ) {
    const codePoint = text.codePointAt(at) ?? 0;
    state = automaton.step(state, automaton.classes.of(codePoint));
    at += codePoint > 0xffff ? 2 : 1;
  }
  return state;
}
