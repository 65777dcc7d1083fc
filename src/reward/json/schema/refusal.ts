/**
 * Schemas that are not taken.
 *
 * @module
 */
import { TillerError } from "../../../spec/tiller-error.ts";

/** @param pointer RFC 6901, relative to the reward's spec */
export function refusal(pointer: string, message: string, cause?: unknown): TillerError {
  return new TillerError("invalid_request", message, { param: pointer, cause });
}

/** Runs `work`; what it refuses without saying where, it refuses at `pointer`. */
export function refusedAt<Result>(pointer: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TillerError) || error.param !== null) throw error;
    throw refusal(pointer, error.message, error);
  }
}
