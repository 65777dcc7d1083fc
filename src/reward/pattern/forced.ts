/**
 * What a text must go on with: where only one character leads on, nothing need be asked.
 *
 * @module
 */
import type { Automaton, SetState } from "./automaton.ts";
import { neighbours } from "./neighbour.ts";

/** Most UTF-16 code units to look ahead: `a{1000}` forces a thousand. */
const farthest = 200;

/** The characters that come next in every continuation that matches, as far as there is only one way. */
export function forcedContinuation(
  automaton: Automaton,
  from: SetState,
  mayEnd: (state: SetState) => boolean,
): string {
  let text = "";
  for (let state = from; text.length < farthest && !mayEnd(state); ) {
    const next = onlyClass(automaton, state);
    if (next === null) break;
    text += automaton.classes.at(next).example ?? "";
    state = automaton.step(state, next);
  }
  return text;
}

/** The class of the one character that can come next; null where there are several, or none. */
function onlyClass(automaton: Automaton, state: SetState): number | null {
  const { classes, distances } = automaton;
  let only: number | null = null;
  for (const after of neighbours) {
    for (const read of automaton.readsBefore(state, after)) {
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
