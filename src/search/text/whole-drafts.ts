/**
 * Whole answers, drawn at once.
 *
 * @module
 */
import type { Least } from "./call-budget.ts";
import type { Draft } from "./draft.ts";
import type { Drawing } from "./proposer.ts";
import type { TextSearch } from "./text-search.ts";

/**
 * Draws up to `count` answers in calls that go side by side, at least one. What the budget cuts short is kept, and
 * is none.
 *
 * @throws SearchStopped where there is no budget left for one
 */
export async function drawWhole(
  { decoder, answers, maxTokens }: Pick<TextSearch, "decoder" | "answers" | "maxTokens">,
  count: number,
  drawing: Drawing,
  least: Least,
): Promise<Draft[]> {
  for (;;) {
    const ask = { from: decoder.root, count, tokens: maxTokens };
    const drawn = await decoder.propose([ask], drawing, least);
    const whole = drawn.filter(({ finish }) => finish !== null);
    for (const draft of drawn) if (draft.finish === null) answers.keep(draft);
    if (whole.length > 0) return whole;
  }
}
