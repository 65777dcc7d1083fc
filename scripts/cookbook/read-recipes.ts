/**
 * The recipes of docs/cookbook.md.
 *
 * @module
 */

export interface Recipe {
  title: string;
  /** When to use it, and the request in its fence; ends behind the fence. */
  asked: string;
  /** The request as it stands there. */
  request: string;
  /** What came back, as it was told when the page was written. */
  told: string;
}

export interface Cookbook {
  /** What stands before the first recipe. */
  preface: string;
  recipes: Recipe[];
}

/** A machine that is busy should change no answer, so a recipe is given more time than it would take. */
export const patientBudget = { time_ms: 600_000 };

/** @throws Error for a section without a request */
export function readCookbook(markdown: string): Cookbook {
  const [preface = "", ...sections] = markdown.split(/^(?=## )/m);
  return { preface, recipes: sections.map(readRecipe) };
}

function readRecipe(section: string): Recipe {
  const [asked = "", title = "", request = ""] =
    section.match(/^## ([^\n]+)\n.*?^```json\n(.*?)\n```\n/ms) ?? [];
  if (request === "") throw new Error(`a recipe without a request: ${section.slice(0, 60)}`);
  return { title, asked, request, told: section.slice(asked.length) };
}
