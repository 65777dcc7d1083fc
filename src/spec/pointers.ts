/**
 * Pointers into a request that is a part of another, or was made from one: what is said about it must point to what
 * the client sent.
 *
 * @module
 */
import type { Alignment } from "./result.ts";
import { TillerError } from "./tiller-error.ts";

/** Where a JSON pointer leads in the request that the client sent. */
export type Move = (pointer: string) => string;

/** A pointer in the midst of words; or what stands in quotes, which is the client's own text. */
const pointers = /"[^"]*"|(?<![\w/~.])(?:\/[\w~$%-]+)+/gu;

/** What `work` returns and throws, its pointers moved. */
export async function movingPointers(move: Move, work: () => Promise<Alignment>): Promise<Alignment> {
  try {
    return movedAlignment(await work(), move);
  } catch (error) {
    throw movedError(error, move);
  }
}

/** The error with its pointers moved, where it has any. */
export function movedError(error: unknown, move: Move): unknown {
  if (!(error instanceof TillerError)) return error;
  const { code, message, param, retryAfter } = error;
  return new TillerError(code, movedIn(message, move), {
    cause: error.cause ?? error,
    ...(param !== null && { param: move(param) }),
    ...(retryAfter !== null && { retryAfter }),
  });
}

function movedAlignment(alignment: Alignment, move: Move): Alignment {
  const diagnosis = alignment.diagnosis?.map((entry) => ({
    ...entry,
    reward: move(entry.reward),
    fields: [...new Set(entry.fields.map(move))],
    explain: movedIn(entry.explain, move),
  }));
  return { ...alignment, ...(diagnosis && { diagnosis }) };
}

function movedIn(text: string, move: Move): string {
  return text.replaceAll(pointers, (found) => (found.startsWith('"') ? found : move(found)));
}
