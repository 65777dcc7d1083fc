/**
 * Parts of a text that stand between separators.
 *
 * @module
 */

/** What to append to `last`, the part that is growing, so that `separator` stands on a line of its own. */
export function separatorAfter(last: string, separator: string): string {
  // One that has white space of its own says itself how it is to stand.
  if (separator.trim() !== separator) return separator;
  const [breaks = ""] = /\n*$/u.exec(last) ?? [];
  return `${"\n".repeat(Math.max(0, 2 - breaks.length))}${separator}\n`;
}

/** Likewise, so that a blank line follows. */
export function blankLineAfter(last: string): string {
  return last.endsWith("\n") ? "\n" : "\n\n";
}

/** `last` without what may become a separator at its end: so much of the part stays, whatever follows. */
export function certainOf(last: string, separator: string): string {
  for (let length = Math.min(last.length, separator.length - 1); length > 0; length--)
    if (last.endsWith(separator.slice(0, length))) return last.slice(0, -length);
  return last;
}
