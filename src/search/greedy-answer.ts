/**
 * The model's own greedy answer, for rewards that compare with it.
 *
 * @module
 */
import type { Piece } from "../reward/reward.ts";
import { greedyPath } from "./greedy-path.ts";
import type { Guide } from "./guide.ts";
import type { Search } from "./strategy.ts";

type WrittenPiece = Piece & { logProbability: number };

export class GreedyAnswer {
  private found: WrittenPiece | null = null;

  /** The answer; null of a search that a limit stopped before. */
  get answer(): WrittenPiece | null {
    return this.found;
  }

  /** Decodes it; the tree keeps what it takes, and the answers keep it as one to fall back on. */
  async find(search: Pick<Search, "root" | "paths" | "answers">, guide: Guide): Promise<void> {
    // The search itself begins anew.
    const path = await greedyPath({ ...search, settleOn: () => {} }, guide);
    this.found = search.paths.read(path);
    search.answers.keep(path);
  }
}
