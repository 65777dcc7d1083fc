/**
 * What reading a keyword takes.
 *
 * @module
 */
import { isObject, type JsonValue } from "../../value.ts";
import type { PatternReader } from "../patterns.ts";
import { refusal } from "../refusal.ts";
import type { Assertion, SchemaNode } from "../schema-node.ts";

/** A keyword where it stands. */
export interface KeywordPlace {
  /** What it stands in. */
  schema: { [keyword: string]: JsonValue };
  /** RFC 6901, relative to the reward's spec. */
  pointer: string;
  patterns: PatternReader;
  /** Whether the dialect is one from before 2020-12. */
  older: boolean;
  /** The schema at a path within the keyword's value. */
  node(path: readonly string[]): SchemaNode;
  sibling(keyword: string): SchemaNode;
  resolve(reference: string): SchemaNode;
}

/** @throws TillerError `invalid_request` with the pointer */
export type Reader = (value: JsonValue, place: KeywordPlace) => Assertion[];
export type Readers = Readonly<Record<string, Reader>>;

export const annotation: Reader = () => [];

export function listOf(value: JsonValue | undefined, pointer: string): JsonValue[] {
  if (!Array.isArray(value)) throw refusal(pointer, "must be a list");
  return value;
}

export function objectOf(value: JsonValue | undefined, pointer: string): { [name: string]: JsonValue } {
  if (!isObject(value)) throw refusal(pointer, "must be an object");
  return value;
}

export function namesOf(value: JsonValue | undefined, pointer: string): string[] {
  return listOf(value, pointer).map((name) => textOf(name, pointer));
}

export function textOf(value: JsonValue | undefined, pointer: string): string {
  if (typeof value !== "string" || !value.isWellFormed()) throw refusal(pointer, "must be a text");
  return value;
}

export function numberOf(value: JsonValue | undefined, pointer: string): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw refusal(pointer, "must be a number");
  return value;
}

export function booleanOf(value: JsonValue | undefined, pointer: string): boolean {
  if (typeof value !== "boolean") throw refusal(pointer, "must be true or false");
  return value;
}

export function countOf(
  value: JsonValue | undefined,
  pointer: string,
  most: number = Number.MAX_SAFE_INTEGER,
): number {
  if (!Number.isInteger(value) || Number(value) < 0)
    throw refusal(pointer, "must be a whole number from 0 on");
  if (Number(value) > most) throw refusal(pointer, `at most ${most}`);
  return Number(value);
}
