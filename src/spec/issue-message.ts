/**
 * What is wrong with a field, in words for whoever wrote it.
 *
 * @module
 */
import type { z } from "zod";

type Issue = z.core.$ZodIssue;

const nouns: Record<string, string> = {
  string: "a string",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

/** What zod itself would say starts like this; what a schema says in its own words does not. */
const zodsOwnWords = /^(Invalid|Too big|Too small|Unrecognized)/;

/** @param issue - reported with its input */
export function issueMessage(issue: Issue): string {
  if (!zodsOwnWords.test(issue.message)) return issue.message;
  const missing = issue.input === undefined ? "is required: " : "";
  switch (issue.code) {
    case "unrecognized_keys":
      return `unknown field ${issue.keys.map((key) => JSON.stringify(key)).join(", ")}`;
    case "invalid_type":
      return `${missing}must be ${nouns[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `${missing}must be ${oneOf(issue.values.map((value) => JSON.stringify(value)))}`;
    case "too_big":
      return `must be at most ${issue.maximum}${unitOf(issue.origin, issue.maximum)}`;
    case "too_small":
      return `must be ${issue.inclusive === false ? "above" : "at least"} ${issue.minimum}${unitOf(issue.origin, issue.minimum)}`;
    case "invalid_union":
      return unionMessage(issue, missing);
    default:
      return issue.message;
  }
}

function unionMessage(issue: Extract<Issue, { code: "invalid_union" }>, missing: string): string {
  if ("options" in issue && Array.isArray(issue.options)) {
    // A discriminator with a default may be left out, which is no value to offer.
    const options = issue.options.filter((option) => option !== undefined);
    return `${missing}must be ${oneOf(options.map(String))}`;
  }
  const reasons = issue.errors.flatMap(([first]) =>
    first ? [issueMessage({ ...first, input: issue.input } as Issue)] : [],
  );
  return [...new Set(reasons)].join("; or ");
}

function oneOf(options: string[]): string {
  return options.length === 1 ? (options[0] ?? "") : `one of ${options.join(", ")}`;
}

function unitOf(origin: string, size: number | bigint): string {
  const unit = { string: "character", array: "item" }[origin];
  return unit ? ` ${unit}${Number(size) === 1 ? "" : "s"} long` : "";
}
