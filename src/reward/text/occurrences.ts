/**
 * Counting how often words or phrases stand in a text that is still growing.
 *
 * @module
 */
import { isInsideWord } from "./words.ts";

/** How texts are compared. */
export interface Comparison {
  /** The form in which texts are compared; what is folded may grow: `fold(fold(a) + b)` is `fold(a + b)`. */
  fold(text: string): string;
  /** Whether only whole words count: with no letter, digit, mark or underscore that would continue them. */
  wholeWords: boolean;
}

/** How often an item stands in a text. */
export interface Count {
  /** If the text ended here. */
  readonly found: number;
  /** Of those, how many no continuation can undo: "cat" may yet become "catalogue", or the first part of a longer form. */
  readonly certain: number;
  /** Offset in the folded text behind the last certain one. */
  readonly from: number;
}

/** What is remembered of a text. */
export interface Counted {
  /** The end of the folded text, as far as occurrences may lie in it that are not certain yet. */
  readonly tail: string;
  /** Length of the folded text before the tail. */
  readonly before: number;
  /** One count for each item. */
  readonly counts: readonly Count[];
}

interface Place {
  start: number;
  end: number;
}

/** Characters kept before the first place where an occurrence may begin: a character, of one or two UTF-16 code units. */
const context = 2;
/** Punctuation after which a word is at its end whatever follows; other symbols may be composed with a mark (= to ≠). */
const closesItself = /[!-/:;?@[-^`{-~]$/;

/**
 * Counts occurrences of items, each a list of forms of which any counts. Those of one item do not overlap:
 * where they could, the earlier and then the longer one counts.
 */
export class OccurrenceCounter {
  private readonly items: readonly (readonly string[])[];
  private readonly comparison: Comparison;
  private readonly longest: number;

  /** @param items - their forms, folded and not empty */
  constructor(items: readonly (readonly string[])[], comparison: Comparison) {
    this.items = items;
    this.comparison = comparison;
    this.longest = Math.max(0, ...items.flat().map((form) => form.length));
  }

  begin(): Counted {
    return { tail: "", before: 0, counts: this.items.map(() => ({ found: 0, certain: 0, from: 0 })) };
  }

  advance({ tail, before, counts }: Counted, text: string): Counted {
    const grown = this.comparison.fold(tail + text);
    const first = before > 0 ? context : 0;
    const next = counts.map((count, index) => {
      const from = Math.max(first, count.from - before);
      return this.recount(count, this.items[index] ?? [], grown, from, before);
    });
    let cut = Math.max(0, grown.length - this.longest - context);
    if (isLowSurrogate(grown.charCodeAt(cut))) cut--;
    return { tail: grown.slice(cut), before: before + cut, counts: next };
  }

  /** The numbers of occurrences in a whole text, item by item. */
  count(text: string): number[] {
    const folded = this.comparison.fold(text);
    return this.items.map((forms) => this.placesOf(forms, folded, 0).length);
  }

  private recount(count: Count, forms: readonly string[], text: string, from: number, before: number): Count {
    const places = this.placesOf(forms, text, from);
    if (places.length === 0 && count.found === count.certain) return count;
    let certain = 0;
    let behind = from;
    for (const { start, end } of places) {
      if (this.mayChange(forms, text, behind, start)) break;
      certain++;
      behind = end;
    }
    return {
      found: count.certain + places.length,
      certain: count.certain + certain,
      from: certain === 0 ? count.from : before + behind,
    };
  }

  /** Where the item stands in `text`, from index `from` on. */
  private placesOf(forms: readonly string[], text: string, from: number): Place[] {
    const all: Place[] = [];
    for (const form of forms) {
      for (let start = text.indexOf(form, from); start !== -1; start = text.indexOf(form, start + 1)) {
        const end = start + form.length;
        if (this.isWhole(text, start) && this.isWhole(text, end)) all.push({ start, end });
      }
    }
    if (all.length < 2) return all;
    all.sort((a, b) => a.start - b.start || b.end - a.end);
    let behind = 0;
    return all.filter(({ start, end }) => {
      if (start < behind) return false;
      behind = end;
      return true;
    });
  }

  /** Whether a form that is not complete yet, or not closed, may come to stand between `from` and `start` instead. */
  private mayChange(forms: readonly string[], text: string, from: number, start: number): boolean {
    for (let at = Math.max(from, text.length - this.longest); at <= start; at++) {
      if (!this.isWhole(text, at)) continue;
      const rest = text.slice(at);
      const isClosed = !this.comparison.wholeWords || closesItself.test(rest);
      const least = rest.length + (isClosed ? 1 : 0);
      if (forms.some((form) => form.length >= least && form.startsWith(rest))) return true;
    }
    return false;
  }

  private isWhole(text: string, index: number): boolean {
    return !this.comparison.wholeWords || !isInsideWord(text, index);
  }
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
