/**
 * Follows a text through a program: a state is the set of instructions that the text so far can lead to.
 * Sets are made as texts need them and remembered, so that a character mostly costs one look-up.
 *
 * @module
 */
import { CharacterClasses } from "./character-classes.ts";
import { Distances, outsOf } from "./distances.ts";
import { edge, type Neighbour, neighbours, other } from "./neighbour.ts";
import { allows, type Program } from "./program.ts";
import { Worklist } from "./worklist.ts";

/** What is remembered at a time, in instructions held by states and links between them: some megabytes. */
const mostRemembered = 250_000;

/** Immutable to whoever holds one; the links fill up behind the scenes. */
export class SetState {
  /** Reading and matching instructions, and assertions that the next character will decide; ascending. All lead to a match. */
  readonly instructions: readonly number[];
  /** What stands in front; `other` where no assertion is left to ask. */
  readonly before: Neighbour;
  /** By class of the next character, while it is remembered. */
  links: SetState[] | null = [];

  constructor(instructions: readonly number[], before: Neighbour) {
    this.instructions = instructions;
    this.before = before;
  }
}

export class Automaton {
  readonly program: Program;
  readonly classes: CharacterClasses;
  readonly distances: Distances;
  readonly start: SetState;
  private readonly worklist: Worklist;
  private readonly known = new Map<string, SetState>();
  private remembered = 0;

  constructor(program: Program) {
    this.program = program;
    this.classes = new CharacterClasses(program);
    this.distances = new Distances(program, this.classes);
    this.worklist = new Worklist(program.instructions.length);
    this.start = this.stateOf([program.start], edge);
  }

  /** The state after one more character of the class with this index. */
  step(state: SetState, characterClass: number): SetState {
    const linked = state.links?.[characterClass];
    if (linked) return linked;
    const next = this.successor(state, characterClass);
    // `successor` may have made room by forgetting, this state's links too.
    if (state.links) {
      state.links[characterClass] = next;
      this.remembered++;
    }
    return next;
  }

  /** The state after `text` more. */
  follow(from: SetState, text: string): SetState {
    let state = from;
    for (let at = 0; at < text.length; ) {
      const codePoint = text.codePointAt(at) ?? 0;
      state = this.step(state, this.classes.of(codePoint));
      at += codePoint > 0xffff ? 2 : 1;
    }
    return state;
  }

  /** Whether the program matches if the text ends here. */
  matchesAtEnd({ instructions, before }: SetState): boolean {
    return instructions.some((index) => this.distances.matchesAtEnd(index, before));
  }

  /** The state in which the text could be at each of `instructions`, with `before` in front. */
  stateOf(instructions: readonly number[], before: Neighbour): SetState {
    const settled = this.settle(instructions, before);
    const asks = settled.some((index) => this.program.instructions[index]?.op === "assert");
    return this.interned(settled, asks ? before : other);
  }

  /** The reading instructions that can be taken next, if a character of that kind comes. */
  readsBefore({ instructions, before }: SetState, after: Neighbour): number[] {
    const reads: number[] = [];
    for (const index of this.worklist.begin(instructions)) {
      if (this.program.instructions[index]?.op === "read") reads.push(index);
      else for (const out of outsOf(this.program, index, before, after)) this.worklist.add(out);
    }
    return reads;
  }

  private successor(state: SetState, characterClass: number): SetState {
    const { neighbour } = this.classes.at(characterClass);
    const outs: number[] = [];
    for (const index of this.readsBefore(state, neighbour)) {
      const instruction = this.program.instructions[index];
      if (instruction?.op === "read" && this.classes.takes(index, characterClass)) outs.push(instruction.out);
    }
    return this.stateOf(outs, neighbour);
  }

  /** What the instructions lead to without reading, as far as is known without the next character. */
  private settle(instructions: readonly number[], before: Neighbour): number[] {
    const kept: number[] = [];
    for (const index of this.worklist.begin(instructions)) {
      const instruction = this.program.instructions[index];
      // What leads nowhere is dropped, so that a set is empty exactly where nothing matches any more.
      if (!instruction || this.distances.from(index, before) === Number.POSITIVE_INFINITY) continue;
      // Nothing else matters where everything matches.
      if (instruction.op === "settle") return [index];
      if (instruction.op === "jump") for (const out of instruction.outs) this.worklist.add(out);
      else if (instruction.op === "assert" && isDecided(instruction.where, before)) {
        this.worklist.add(instruction.out);
      } else kept.push(index);
    }
    return kept.sort((a, b) => a - b);
  }

  private interned(instructions: readonly number[], before: Neighbour): SetState {
    // Both are small enough to be characters.
    const key = String.fromCharCode(before, ...instructions);
    const known = this.known.get(key);
    if (known) return known;
    if (this.remembered > mostRemembered) this.forget();
    const state = new SetState(instructions, before);
    this.known.set(key, state);
    this.remembered += instructions.length + 16;
    return state;
  }

  private forget(): void {
    for (const state of this.known.values()) state.links = null;
    this.known.clear();
    this.remembered = 0;
  }
}

/** Whether an assertion holds whatever comes next. */
function isDecided(where: number, before: Neighbour): boolean {
  return neighbours.every((after) => allows(where, before, after));
}
