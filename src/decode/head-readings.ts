/**
 * What a model's heads read along a text.
 *
 * @module
 */
import { promptPart } from "../model/head.ts";
import type { Node } from "./token-tree.ts";
import { windowsOf } from "./windows.ts";

export interface HeadReadings {
  /** How many tokens were read. */
  tokens: number;
  /** For each head, the sum of its readings [heads]. */
  sums: readonly number[];
}

/** Both as one; either may be nothing. */
export function addReadings(
  first: HeadReadings | undefined,
  second: HeadReadings | undefined,
): HeadReadings | undefined {
  if (!first || !second) return first ?? second;
  return {
    tokens: first.tokens + second.tokens,
    sums: first.sums.map((sum, head) => sum + (second.sums[head] ?? 0)),
  };
}

/** What was read at one node. */
export function readingAt({ reading }: Node): HeadReadings | undefined {
  return reading ? { tokens: 1, sums: [...reading] } : undefined;
}

/** What was read at some nodes together; null where nothing was. */
function readingsOver(nodes: readonly Node[]): HeadReadings | null {
  return nodes.map(readingAt).reduce(addReadings, undefined) ?? null;
}

/** What was read in the parts of a prompt, each half over the one before. */
export function readingsOfParts(prompt: readonly Node[]): HeadReadings[] {
  return windowsOf(prompt, promptPart).flatMap((part) => readingsOver(part) ?? []);
}

/**
 * What was read of the answer before `node`: its own token has not been computed when it is weighed, and at the end of
 * an answer never is.
 */
export function readingsBefore({ parent }: Pick<Node, "parent">): HeadReadings | undefined {
  let readings: HeadReadings | undefined;
  for (let at = parent; at && at.depth > 0; at = at.parent) {
    readings = addReadings(readings, readingAt(at));
  }
  return readings;
}
