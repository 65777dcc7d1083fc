/**
 * How a text may go on so that a missing word or phrase comes to stand in it.
 *
 * @module
 */
import { beginsSentence, capitalised, spaced } from "../text/spacing.ts";
import { isInsideWord } from "../text/words.ts";

/** A word or phrase that may be written. */
export interface WrittenForm {
  text: string;
  /** As it begins a sentence. */
  capital: string;
  /** As it is searched for; null where a place in the one is not the same place in the other. */
  folded: string | null;
}

export interface Candidate {
  text: string;
  /** The lower, the better: the rest of a form that has begun, a form, the rest of what is perhaps another word. */
  rank: number;
}

/** A text that ends in so many characters of a form has begun it; fewer ("a", "in") are more often a word of their own. */
const begunLength = 3;

export function writtenForm(text: string, fold: (text: string) => string): WrittenForm {
  const folded = fold(text);
  const capital = capitalised(text);
  return {
    text,
    capital: fold(capital) === folded ? capital : text,
    folded: folded.length === text.length ? folded : null,
  };
}

/** For each form, best first, how it may be appended to a text whose folded end is `tail`. */
export function candidatesFor(forms: readonly WrittenForm[], tail: string): Candidate[] {
  const isBeginning = beginsSentence(tail);
  return forms.flatMap((form) => {
    const whole = { text: spaced(tail, isBeginning ? form.capital : form.text), rank: 1 };
    const begun = begunLengthOf(form, tail);
    if (begun === 0) return [whole];
    const rest = { text: form.text.slice(begun), rank: begun >= begunLength ? 0 : 2 };
    return rest.rank === 0 ? [rest, whole] : [whole, rest];
  });
}

/** How many UTF-16 code units of the form stand at the end of `tail` already, from the start of a word on. */
function begunLengthOf({ folded }: WrittenForm, tail: string): number {
  if (folded === null) return 0;
  for (let length = Math.min(folded.length - 1, tail.length); length > 0; length--) {
    if (tail.endsWith(folded.slice(0, length)) && !isInsideWord(tail, tail.length - length)) return length;
  }
  return 0;
}
