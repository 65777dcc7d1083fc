/**
 * The different answers that a search has come to, with what they are worth.
 *
 * @module
 */
import type { Node } from "../decode/token-tree.ts";
import { byPreference, isPerfect, type ScoredAnswer } from "./answers.ts";
import { nodesOf } from "./nodes-of.ts";
import type { Search } from "./strategy.ts";

export interface FinishedPath {
  readonly node: Node;
  readonly answer: ScoredAnswer;
}

/** Most nodes that are kept for going back to: each holds keys and values of all layers. */
const mostKept = 1024;

export class FinishedPaths {
  private readonly search: Search;
  private readonly answers = new Map<string, ScoredAnswer>();
  private paths: FinishedPath[] = [];

  constructor(search: Search) {
    this.search = search;
  }

  /** Best first, as far as the tree still holds them. */
  get all(): readonly FinishedPath[] {
    return this.paths;
  }

  get best(): FinishedPath | undefined {
    return this.paths[0];
  }

  /** Whether no text could be worth more than the best. */
  get isPerfect(): boolean {
    return this.best !== undefined && isPerfect(this.best.answer);
  }

  /** Scores the path; one that reads like another, and is no likelier, is no new answer, but may lead to some. */
  async add(node: Node): Promise<FinishedPath> {
    const { paths, decoder, answers } = this.search;
    const text = paths.cut(paths.reading(node).text);
    const key = `${paths.ending(node)} ${node.depth} ${text}`;
    const known = this.answers.get(key);
    const isKnown = known !== undefined && (known.logProbability ?? 0) >= node.logProbability;
    if (!isKnown) await decoder.pause();
    const answer = isKnown ? known : await answers.offer(node);
    this.answers.set(key, answer);
    const path = { node, answer };
    this.paths = [...this.paths, path].toSorted((a, b) => byPreference(a.answer, b.answer));
    return path;
  }

  /** Lets go of what grew beside the answers, and of the worst of them where they take too much memory. */
  prune(): void {
    let nodes = 0;
    this.paths = this.paths.filter(({ node }, index) => {
      nodes += node.depth;
      return index === 0 || nodes <= mostKept;
    });
    const { tree, root } = this.search;
    tree.keepPathsTo(nodesOf(this.paths), root);
  }
}
