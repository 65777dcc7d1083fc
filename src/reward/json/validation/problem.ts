/**
 * What is wrong with a value.
 *
 * @module
 */
import { jsonPointer } from "../../../spec/parse.ts";

export interface Problem {
  /** RFC 6901, within the value. */
  readonly pointer: string;
  /** Reads after what is wrong: "must be at most 120". */
  readonly message: string;
}

export function problem(path: readonly string[], message: string): Problem {
  return { pointer: jsonPointer(path), message };
}

/** "/age must be at most 120" */
export function inWords({ pointer, message }: Problem): string {
  return `${pointer === "" ? "the value" : pointer} ${message}`;
}
