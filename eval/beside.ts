/**
 * Names of files that lie beside another.
 *
 * @module
 */

/** `out/a.jsonl` with a word before the ending, as in `out/a.word.jsonl`; `ending` takes the place of its own. */
export function beside(file: string, word: string, ending?: string): string {
  const own = /(?<=[^/\\])\.[^./\\]*$/.exec(file)?.[0] ?? "";
  const stem = file.slice(0, file.length - own.length);
  return `${stem}${word === "" ? "" : `.${word.replaceAll(/[^\p{L}\p{N}._+-]+/gu, "_")}`}${ending ?? own}`;
}
