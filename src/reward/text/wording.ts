/**
 * Parts of sentences for prompts and explanations.
 *
 * @module
 */

/** "a", "a and b", "a, b and c". */
export function listed(items: readonly string[], conjunction: "and" | "or"): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}

/** Its first `most` characters, with an ellipsis where there are more. */
export function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** A word as it is, anything else in quotes. */
export function quotedUnlessWord(text: string): string {
  return /^[\p{L}\p{M}\p{N}]+$/u.test(text) ? text : `"${text}"`;
}

/** "once", "3 times". */
export function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

/** "1 word", "2 words", "1 word in capitals". */
export function counted(count: number, plural: string): string {
  return `${count} ${count === 1 ? singular(plural) : plural}`;
}

/** Of a regular plural: "word", "word in capitals". */
export function singular(plural: string): string {
  return plural.replace(/s(?= in |$)/u, "");
}
