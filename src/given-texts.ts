/**
 * Texts that somebody else wrote, as branches of one tree: what they have in common is computed once.
 *
 * @module
 */
import type { Decoder } from "./decode/decoder.ts";
import { addReadings, readingAt } from "./decode/head-readings.ts";
import { forgetNext, type Node, type TokenTree } from "./decode/token-tree.ts";
import type { LanguageModel } from "./model/language-model.ts";
import type { Piece } from "./reward/reward.ts";

/** A text, and how likely the model finds it. */
export interface GivenText extends Piece {
  /** Of its tokens and the end behind them, in nats. */
  logProbability: number;
  /** Of its tokens alone, in nats. */
  openLogProbability: number;
}

interface Branch {
  text: string;
  /** Its tokens, in order. */
  nodes: readonly Node[];
}

export class GivenTexts {
  private readonly tree: TokenTree;
  private readonly root: Node;
  private readonly branches: Branch[] = [];
  /** In nats, of each token behind those before it. */
  private readonly logProbabilities = new Map<Node, number>();
  /** In nats, of an end behind each node at which a text ends. */
  private readonly ends = new Map<Node, number>();

  /** @param root - the prompt's last token */
  constructor(tree: TokenTree, root: Node) {
    this.tree = tree;
    this.root = root;
  }

  add(text: string, { tokenizer }: Pick<LanguageModel, "tokenizer">): void {
    this.branches.push({ text, nodes: plant(this.tree, this.root, tokenizer.encode(text)) });
  }

  /** Token positions that have to be computed. */
  get rows(): number {
    return this.all.length;
  }

  /** Tokens of each text. */
  get lengths(): number[] {
    return this.branches.map(({ nodes }) => nodes.length);
  }

  /**
   * Computes all of them behind the prompt, which has been, as many rows a step as there may be.
   *
   * @throws SearchStopped
   */
  async compute(
    decoder: Decoder,
    { maxRows, endTokens }: Pick<LanguageModel, "maxRows" | "endTokens">,
  ): Promise<void> {
    const lasts = new Set(this.branches.map(({ nodes }) => nodes.at(-1) ?? this.root));
    const note = (node: Node) => {
      const { next } = node;
      if (!next) throw new Error("a node has not been computed");
      for (const child of node.children.values())
        this.logProbabilities.set(child, next.candidate(child.token).logProbability);
      if (lasts.has(node))
        this.ends.set(
          node,
          Math.max(...Array.from(endTokens, (token) => next.candidate(token).logProbability)),
        );
    };
    note(this.root);
    const { all } = this;
    for (let from = 0; from < all.length; from += maxRows) {
      const nodes = all.slice(from, from + maxRows);
      await decoder.compute(nodes);
      for (const node of nodes) {
        note(node);
        // A distribution is large, and there is one for every token of every text.
        forgetNext(node);
      }
    }
  }

  /** What was computed of each text. */
  read(): GivenText[] {
    return this.branches.map(({ text, nodes }) => {
      const openLogProbability = nodes.reduce((sum, node) => sum + (this.logProbabilities.get(node) ?? 0), 0);
      const readings = nodes.map(readingAt).reduce(addReadings, undefined);
      return {
        text,
        tokens: nodes.length,
        openLogProbability,
        logProbability: openLogProbability + (this.ends.get(nodes.at(-1) ?? this.root) ?? 0),
        ...(readings && { readings }),
      };
    });
  }

  /** Each node once, parents before children. */
  private get all(): Node[] {
    return [...new Set(this.branches.flatMap(({ nodes }) => nodes))];
  }
}

/** How likely each token is is not known yet, so the nodes do not tell. */
function plant(tree: TokenTree, root: Node, tokens: readonly number[]): Node[] {
  const nodes: Node[] = [];
  for (const token of tokens)
    nodes.push(tree.child(nodes.at(-1) ?? root, { token, logProbability: 0, origin: "proposal" }));
  return nodes;
}
