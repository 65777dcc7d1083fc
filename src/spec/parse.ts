/**
 * Reading what clients send.
 *
 * @module
 */
import { z } from "zod";
import { TillerError } from "./tiller-error.ts";

// workerd forbids `new Function`, which zod would otherwise try.
z.config({ jitless: true });

/** @throws TillerError `invalid_request` with the pointer to, and zod's message for, the first thing wrong */
export function parseOrRefuse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  if (!issue) throw new TillerError("invalid_request", "not a valid request");
  const path = issue.code === "unrecognized_keys" ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
  throw new TillerError("invalid_request", messageOf(issue), { param: jsonPointer(path) });
}

/** RFC 6901. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys")
    return `unknown field ${issue.keys.map((key) => JSON.stringify(key)).join(", ")}`;
  if (issue.code === "invalid_union" && "options" in issue && Array.isArray(issue.options)) {
    return `must be one of ${issue.options.join(", ")}`;
  }
  return issue.message;
}
