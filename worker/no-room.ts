/**
 * That a stage has no memory left for keys and values, as it is said from Worker to Worker.
 *
 * It is an answer, not an error: an error arrives without its code, and would count as the loss of a stage that has
 * lost nothing.
 *
 * @module
 */
import { noMemoryLeft } from "../src/model/slot-memory.ts";
import { TillerError } from "../src/spec/tiller-error.ts";

const noRoom = "no room";

/** What a stage answers, unless it has no room. */
export type InRoom<Answer> = Answer | typeof noRoom;

/** The stage's side: what its session answers, or that there is no room. */
export async function orNoRoom<Answer>(answer: Promise<Answer>): Promise<InRoom<Answer>> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof TillerError && error.code === "overloaded") return noRoom;
    throw error;
  }
}

/**
 * The front's side.
 *
 * @throws TillerError `overloaded` where there is no room
 */
export function requireRoom<Answer>(answer: InRoom<Answer>): Answer {
  if (answer === noRoom) throw noMemoryLeft();
  return answer;
}
