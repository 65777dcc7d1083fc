/**
 * Contexts beside the prompt in which the model reads texts, only to say how likely it finds them there. They stand in
 * the tree's slots, what they have in common with the prompt or with one another is computed once, and no strategy comes
 * across them.
 *
 * @module
 */
import type { Decoder } from "./decoder.ts";
import { SearchStopped } from "./search-stopped.ts";
import { forgetNext, type Node, type TokenTree } from "./token-tree.ts";

export interface Aside {
  /** The context's last token. */
  readonly root: Node;
  /** Most tokens of a text that are read behind it. */
  readonly room: number;
}

/** What the model says of a text behind several contexts. */
export interface Likelihoods {
  /** Behind each, the natural logarithm of the probability of the tokens that were read. */
  readonly nats: readonly number[];
  /** How many that were: as many behind each. */
  readonly tokens: number;
  /** Whether there are more than fit. */
  readonly isCut: boolean;
}

/** What it takes of the model. */
export interface ModelWork {
  readonly forwardTokens: number;
  readonly steps: number;
}

export interface AsidesParts {
  tree: TokenTree;
  /** The prompt, laid out. */
  trunk: readonly Node[];
  /** Most rows of one step. */
  maxRows: number;
  /** Most positions that a path may have. */
  context: number;
  /** Most tokens of a text that are read. */
  mostTokens: number;
  encode(text: string): number[];
}

/** By the token, what goes on from a node; from nowhere where nothing of the prompt goes before. */
type Branches = Map<Node | null, Map<number, Node>>;

/** Texts that are read side by side fill so many steps: with more nothing is gained, and their keys and values take memory. */
const stepsAtOnce = 4;

interface CutText {
  /** Its tokens, as far as they are read. */
  kept: readonly number[];
  isCut: boolean;
}

export class Asides {
  private readonly parts: AsidesParts;
  private readonly branches: Branches = new Map();
  /** Nodes that are not the prompt's, parents before children. */
  private readonly laid: Node[] = [];
  private readonly roots = new Set<Node>();
  private decoder: Decoder | null = null;
  /** Why there is nothing to read behind; as the budget has been checked, it is the time where the prompt was not finished. */
  private obstacle = new SearchStopped("time_ms");

  constructor(parts: AsidesParts) {
    this.parts = parts;
  }

  /** Lays out a context, to be computed with the others. */
  lay(tokens: readonly number[]): Aside {
    const { trunk, context, mostTokens } = this.parts;
    const differing = tokens.findIndex((token, index) => token !== trunk[index]?.token);
    // The last token is never the prompt's: what follows that is the search's to forget.
    const shared = Math.min(differing === -1 ? tokens.length : differing, tokens.length - 1);
    const path = this.grow(this.branches, trunk[shared - 1] ?? null, tokens.slice(shared), this.laid);
    const root = path.at(-1);
    if (!root) throw new RangeError("a context has tokens");
    this.roots.add(root);
    return { root, room: Math.min(mostTokens, context - tokens.length) };
  }

  /** What computing all contexts takes beside the prompt. */
  get work(): ModelWork {
    return this.workOf(this.laid.length);
  }

  /** What reading one text behind these contexts takes at most: its last token need not be computed. */
  most(asides: readonly Aside[]): ModelWork {
    return this.workOf(asides.reduce((rows, { room }) => rows + room - 1, 0));
  }

  /** Computes all contexts behind the prompt, which has been. @throws SearchStopped */
  async prefill(decoder: Decoder): Promise<void> {
    try {
      await decoder.compute(this.laid, (node) => this.roots.has(node));
      this.decoder = decoder;
    } catch (error) {
      if (error instanceof SearchStopped) this.obstacle = error;
      throw error;
    }
  }

  /**
   * Reads texts behind contexts, side by side; what those have in common that are read together is computed once.
   *
   * @throws SearchStopped where a step that it takes may not be taken
   */
  async read(asides: readonly Aside[], texts: readonly string[]): Promise<Likelihoods[]> {
    if (!this.decoder) throw this.obstacle;
    const room = Math.min(...asides.map((aside) => aside.room));
    const cut = texts.map((text): CutText => {
      const tokens = this.parts.encode(text);
      return { kept: tokens.slice(0, room), isCut: tokens.length > room };
    });
    const read: Likelihoods[] = [];
    while (read.length < cut.length) {
      const some = this.group(asides, cut.slice(read.length));
      read.push(...(await this.readTogether(this.decoder, asides, some)));
    }
    return read;
  }

  private async readTogether(
    decoder: Decoder,
    asides: readonly Aside[],
    texts: readonly CutText[],
  ): Promise<Likelihoods[]> {
    const branches: Branches = new Map();
    const grown: Node[] = [];
    const read = texts.map(({ kept, isCut }) => {
      const paths = asides.map(({ root }) => this.grow(branches, root, kept, grown));
      return { paths, tokens: kept.length, isCut };
    });
    const nats = await this.weigh(decoder, branches, [...asides.map(({ root }) => root), ...grown]);
    return read.map(({ paths, ...rest }) => ({
      ...rest,
      nats: paths.map((path) => path.reduce((sum, node) => sum + (nats.get(node) ?? 0), 0)),
    }));
  }

  /** As many of the texts as fill a few steps; at least one. */
  private group(asides: readonly Aside[], texts: readonly CutText[]): CutText[] {
    let rows = 0;
    const mostRows = stepsAtOnce * this.parts.maxRows;
    const later = texts.findIndex(({ kept }, index) => {
      rows += asides.length * kept.length;
      return index > 0 && rows > mostRows;
    });
    return texts.slice(0, later === -1 ? texts.length : later);
  }

  /** How likely each node is behind its parent, in nats; nothing stays in the tree. */
  private async weigh(
    decoder: Decoder,
    branches: Branches,
    nodes: readonly Node[],
  ): Promise<Map<Node, number>> {
    const { tree, maxRows } = this.parts;
    const nats = new Map<Node, number>();
    const parents = nodes.filter((node) => branches.has(node));
    try {
      for (let from = 0; from < parents.length; from += maxRows) {
        const some = parents.slice(from, from + maxRows);
        await decoder.compute(some);
        for (const parent of some) {
          for (const [token, child] of branches.get(parent) ?? []) {
            const candidate = parent.next?.candidate(token);
            if (candidate) nats.set(child, candidate.logProbability);
          }
          // A distribution is large.
          if (!this.roots.has(parent)) forgetNext(parent);
        }
      }
    } finally {
      for (const node of parents) if (!this.roots.has(node)) tree.release(node);
    }
    return nats;
  }

  /** The path from `from` by `tokens`, new nodes being added to `made`. */
  private grow(branches: Branches, from: Node | null, tokens: readonly number[], made: Node[]): Node[] {
    let parent = from;
    return tokens.map((token) => {
      const known = branches.get(parent)?.get(token);
      const node = known ?? this.parts.tree.beside(parent, token);
      if (!known) {
        made.push(node);
        branches.set(parent, (branches.get(parent) ?? new Map()).set(token, node));
      }
      parent = node;
      return node;
    });
  }

  private workOf(rows: number): ModelWork {
    return { forwardTokens: rows, steps: Math.ceil(rows / this.parts.maxRows) };
  }
}
