/**
 * Regular expressions that texts can be followed by while they grow. Whether some continuation still
 * matches is exact for `full` and `search`, assertions (`^`, `$`, `\b`, …) included. For `absent` it is exact
 * too, unless finding out takes too many steps; then there is taken to be one.
 *
 * @module
 */
import { Absence } from "./absence.ts";
import { Automaton, type SetState } from "./automaton.ts";
import { neighbours } from "./neighbour.ts";
import { Presence } from "./presence.ts";
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
  /** What every match begins with and matches by itself, of at most 200 characters; null where there is no such text. */
  readonly stem: string | null;
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
  /**
   * The characters, 200 at most, with which every continuation that matches begins; "" where the text may end
   * or go on in several ways.
   */
  forced(state: PatternState): string;
  /** The same of the matches that have begun, if the part found is to be one of them. Only in `search` another than `forced`. */
  begun(state: PatternState): string;
  /**
   * Whether certainly no text that matches contains such characters one after another: at each place one of
   * those given. It may be false where that is not found out.
   */
  excludes(places: readonly (readonly string[])[]): boolean;
}

/**
 * @param source in RE2 syntax; `fromEcmaScript` translates what is written for JavaScript, as in JSON Schema
 * @throws TillerError `invalid_request` without `param` where it is no such expression or its program too large
 */
export function compilePattern(source: string, { mode }: { mode: PatternMode }): Pattern {
  const program = re2Program(source);
  const size = program.instructions.length;
  if (mode === "full") {
    const automaton = new Automaton(program);
    return new Presence(automaton, [automaton.start], size);
  }
  const automaton = new Automaton(anywhereIn(program));
  if (mode === "absent") return new Absence(automaton, size);
  const beginnings = neighbours.map((before) => automaton.stateOf([program.start], before));
  return new Presence(automaton, beginnings, size);
}
