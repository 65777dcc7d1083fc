/**
 * Which licence a text is.
 *
 * @module
 */

const known: readonly [RegExp, string][] = [
  [/Apache License\s+Version 2\.0/, "Apache-2.0"],
  [/\bMIT License\b|Permission is hereby granted, free of charge/, "MIT"],
  [/LLAMA 3\.2 COMMUNITY LICENSE/i, "LicenseRef-Llama-3.2"],
];

/** The SPDX identifier of a licence from its text; a text not known by its words is `LicenseRef-Custom`. */
export function spdxOf(text: string): string {
  return known.find(([words]) => words.test(text))?.[1] ?? "LicenseRef-Custom";
}
