/**
 * The model's own greedy answer, for rewards that compare with it.
 *
 * @module
 */
import type { Node } from "../decode/token-tree.ts";
import type { Piece } from "../reward/reward.ts";
import { greedyPath } from "./greedy-path.ts";
import type { Guide } from "./guide.ts";
import type { Search } from "./strategy.ts";

type WrittenPiece = Piece & { logProbability: number };

export class GreedyAnswer {
  private found: WrittenPiece | null = null;
  private end: Node | null = null;

  /** The answer; null of a search that a limit stopped before. */
  get answer(): WrittenPiece | null {
    return this.found;
  }

  /** Where its path ends; null of a search that a limit stopped before. */
  get path(): Node | null {
    return this.end;
  }

  /** Decodes it; the tree keeps what it takes, and the answers keep it as one to fall back on. */
  async find(search: Pick<Search, "root" | "paths" | "answers">, guide: Guide): Promise<void> {
    this.end = await greedyPath(search, guide);
    this.found = search.paths.read(this.end);
    search.answers.keep(this.end);
  }
}
