/**
 * Following a text that must begin with certain words.
 *
 * @module
 */
import { openingQuotes, type WantedText, withoutOpeningQuotes } from "./wanted-text.ts";

/** What is remembered of a text until it is known how far it agrees. */
export interface Start {
  /** The text without the white space before it. */
  readonly head: string;
  /** UTF-16 code units of the wanted text, folded, that stand there. */
  readonly written: number;
  /** Whether no continuation can change that. */
  readonly settled: boolean;
}

export class RequiredStart {
  readonly wanted: WantedText;
  private readonly ignoreQuotes: boolean;

  /** @param wanted - without white space around it */
  constructor(wanted: WantedText, ignoreQuotes: boolean) {
    this.wanted = wanted;
    this.ignoreQuotes = ignoreQuotes;
  }

  /** What the text may begin with, as far as its first character. */
  firstCharacters(): string[] {
    const [first = ""] = this.wanted.text;
    const spellings = [first.toLowerCase(), first.toUpperCase()].filter(
      (spelling) => this.wanted.fold(spelling) === this.wanted.fold(first),
    );
    return [...new Set([first, ...spellings, ...(this.ignoreQuotes ? openingQuotes : [])])];
  }

  begin(): Start {
    return { head: "", written: 0, settled: false };
  }

  advance(start: Start, text: string): Start {
    if (start.settled) return start;
    const head = (start.head + text).trimStart();
    const { folded, fold } = this.wanted;
    const variants = this.ignoreQuotes ? withoutOpeningQuotes(head) : [head];
    let written = 0;
    let isOpen = false;
    for (const variant of variants.map(fold)) {
      const agreeing = agreement(variant, folded);
      written = Math.max(written, agreeing);
      isOpen ||= agreeing === variant.length;
    }
    return { head, written, settled: written === folded.length || !isOpen };
  }

  isDone({ written }: Start): boolean {
    return written === this.wanted.folded.length;
  }

  hasFailed(start: Start): boolean {
    return start.settled && !this.isDone(start);
  }

  /** What is still to be written; nothing where it is done or cannot be any more. */
  rest(start: Start): string {
    return start.settled ? "" : this.wanted.after(start.written);
  }
}

/** How many UTF-16 code units both texts begin with. */
function agreement(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  for (let length = 0; length < most; length++)
    if (one.charCodeAt(length) !== other.charCodeAt(length)) return length;
  return most;
}
