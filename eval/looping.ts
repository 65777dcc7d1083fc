/**
 * Whether a text goes round in circles.
 *
 * @module
 */
import { wordsOf } from "./whole-word.ts";

/** A text loops once it says a pair of neighbouring words for the third time. */
const tooOften = 3;

/** Whether some pair of neighbouring words stands in `text` three times or more. */
export function isLooping(text: string): boolean {
  const words = wordsOf(text);
  const counts = new Map<string, number>();
  for (const [index, word] of words.slice(1).entries()) {
    const pair = `${words[index]} ${word}`;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return [...counts.values()].some((count) => count >= tooOften);
}
