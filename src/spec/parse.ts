/**
 * Reading what clients send.
 *
 * @module
 */
import { z } from "zod";
import { issueMessage } from "./issue-message.ts";
import { TillerError } from "./tiller-error.ts";

// workerd forbids `new Function`, which zod would otherwise try.
z.config({ jitless: true });

/** Longest message and pointer to send back, in characters: both may quote what the client sent. */
const mostQuoted = 300;

/** @throws TillerError `invalid_request` with the pointer to, and the words for, the first thing wrong */
export function parseOrRefuse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const { issues } = result.error;
  // A number may break JavaScript's limit first and the schema's own last; that one helps.
  const [broken] = issues;
  const first = issues.findLast(
    ({ code, path }) => code === broken?.code && path.join("/") === broken.path.join("/"),
  );
  if (!first) throw new TillerError("invalid_request", "not a valid request");
  const { issue, path } = deepest(first, []);
  throw new TillerError("invalid_request", issueMessage(issue).slice(0, mostQuoted), {
    param: jsonPointer(path).slice(0, mostQuoted),
  });
}

/** RFC 6901. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

interface Place {
  issue: z.core.$ZodIssue;
  path: PropertyKey[];
}

/** Of what is wrong with each option of a union, what lies deepest: that option was probably meant. */
function deepest(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): Place {
  const path = [...above, ...issue.path];
  if (issue.code === "unrecognized_keys") return { issue, path: [...path, ...issue.keys.slice(0, 1)] };
  if (issue.code !== "invalid_union") return { issue, path };
  const places = issue.errors.flatMap(([first]) => (first ? [deepest(first, path)] : []));
  return places.reduce((best, place) => (place.path.length > best.path.length ? place : best), {
    issue,
    path,
  });
}
