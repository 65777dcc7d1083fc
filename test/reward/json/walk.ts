import { expect } from "vitest";
import { Document } from "../../../src/reward/json/document.ts";
import { readSchema } from "../../../src/reward/json/schema/read-schema.ts";
import { Goals, mostNested } from "../../../src/reward/json/shapes/goals.ts";
import type { JsonValue } from "../../../src/reward/json/value.ts";

/** The empty document under a schema. */
export function documentOf(
  schema: unknown,
  whiteSpace: "any" | "compact" = "any",
  depth = mostNested,
): Document {
  return Document.begin(Goals.of(readSchema(schema as JsonValue, "/schema"), depth), whiteSpace, depth);
}

/** What a model might write next: all of it may be wrong. */
const pieces = [
  ...'{}[]:,"\\ \n-0123456789.eEabcdefnrtuxyzé漢😀/',
  ...[
    '",',
    '":',
    ' "',
    "true",
    "null",
    "\\u00",
    "\\ud83d",
    "\\ude00",
    "0.5",
    "10",
    "  ",
    "\uFFFD",
    "an",
    "at the",
  ],
];

export interface Walk {
  text: string;
  /** The document, complete. */
  document: Document;
}

/**
 * Writes a text at random: of what keeps the document alive, single characters, pieces and suggestions; after
 * `length` steps what completes it. At every step the completion is tried.
 * @param random whole numbers below a bound
 */
export function walk(begin: Document, random: (below: number) => number, length: number): Walk {
  let document = begin;
  let text = "";
  for (let step = 0; step < length; step++) {
    expectCompletes(document, text);
    const candidates = random(3) === 0 ? document.suggestions() : pieces;
    const living = candidates.filter((candidate) => document.read(candidate).isAlive);
    if (candidates !== pieces) expect(living, `suggested after ${text}`).toEqual(candidates);
    const chosen = living[random(living.length)];
    if (chosen === undefined) {
      if (document.mayEnd) break;
      continue;
    }
    text += chosen;
    document = document.read(chosen);
  }
  const ending = document.ending ?? "";
  return { text: text + ending, document: document.read(ending) };
}

function expectCompletes(document: Document, text: string): void {
  const { ending } = document;
  expect(ending, `what completes ${text}`).not.toBeNull();
  expect(document.read(ending ?? "").mayEnd, `${ending} completes ${text}`).toBe(true);
  if (document.mayEnd) expect(ending).toBe("");
  // Whoever has room for a completion still has it when part of it stands there.
  const half = Math.floor((ending ?? "").length / 2);
  const rest = document.read((ending ?? "").slice(0, half)).ending;
  expect(rest?.length, `${ending} begun after ${text}`).toBeLessThanOrEqual((ending ?? "").length - half);
}
