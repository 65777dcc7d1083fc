/**
 * The beginning of an answer that is sure, while the rest is still searched for.
 *
 * @module
 */

export class CommittedText {
  private sure = "";

  get text(): string {
    return this.sure;
  }

  /**
   * Takes in all that the answer may still be, each text as far as it is known; returns what is sure beyond what was.
   */
  narrow(texts: readonly string[]): string {
    const before = this.sure;
    const common = commonBeginning(texts);
    // What was sure stays so: where a strategy has not kept its word, the end will tell.
    if (common.startsWith(before)) this.sure = common;
    return this.sure.slice(before.length);
  }

  /**
   * Takes in what the answer has become; returns the rest of it.
   *
   * @throws Error where it is not what was sure: a strategy has not kept its word
   */
  finish(text: string): string {
    if (!text.startsWith(this.sure)) throw new Error("the answer does not begin with what was committed");
    const rest = text.slice(this.sure.length);
    this.sure = text;
    return rest;
  }
}

/** Never half of a character that takes two UTF-16 code units. */
function commonBeginning(texts: readonly string[]): string {
  const [first = ""] = texts;
  const length = Math.min(...texts.map((text) => commonLength(first, text)));
  return first.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}
