/**
 * Where texts can get to in a program at all.
 *
 * @module
 */
import type { Automaton } from "./automaton.ts";
import { edge, type Neighbour, neighbours } from "./neighbour.ts";

/** By what stands in front, the instructions from which some text that has got there can still match. */
export function reachable(automaton: Automaton): ReadonlyMap<Neighbour, ReadonlySet<number>> {
  const { program, classes } = automaton;
  const found = new Map(neighbours.map((before) => [before, new Set<number>()]));
  const open: { instruction: number; before: Neighbour }[] = [];
  const reach = (instruction: number, before: Neighbour) => {
    const known = found.get(before);
    if (!known || known.has(instruction)) return;
    known.add(instruction);
    open.push({ instruction, before });
  };
  reach(program.start, edge);
  for (const { instruction, before } of open) {
    const state = automaton.stateOf([instruction], before);
    for (const after of neighbours) {
      for (const read of automaton.readsBefore(state, after)) {
        const reading = program.instructions[read];
        if (reading?.op === "read" && classes.neighboursOf(read).has(after)) reach(reading.out, after);
      }
    }
  }
  return found;
}
