/**
 * The upstream's most probable answer, for rewards that compare with it and for searches that begin with it.
 *
 * @module
 */
import type { RewardContext } from "../../reward/reward.ts";
import type { Draft } from "./draft.ts";
import type { TextSearch } from "./text-search.ts";
import { drawWhole } from "./whole-drafts.ts";

export class GreedyDraft {
  private found: Draft | null = null;

  /** Null until it has been found, and where the upstream does not tell how probable it is. */
  get answer(): ReturnType<RewardContext["greedy"]> {
    if (!this.found || this.found.logProbability === null) return null;
    const { text, tokens, logProbability } = this.found;
    return { text, tokens, logProbability };
  }

  /**
   * Draws it the first time, and lets the answers keep it as one to fall back on.
   *
   * @throws SearchStopped
   */
  async find(search: Pick<TextSearch, "decoder" | "answers" | "maxTokens">): Promise<Draft> {
    if (this.found) return this.found;
    const [draft] = await drawWhole(search, 1, { temperature: 0, top_p: 1 }, "shorter");
    if (!draft) throw new Error("at least one is drawn");
    search.answers.keep(draft);
    this.found = draft;
    return draft;
  }
}
