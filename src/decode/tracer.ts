/**
 * Who is told of a search while it goes on.
 *
 * @module
 */
import type { DropReason, Origin } from "../spec/trace.ts";
import type { TokenCandidate } from "./distribution.ts";
import type { Answer } from "./path-reader.ts";
import type { Node } from "./token-tree.ts";

/** Whose idea a token was, and what it is credited with beside its log-probability, in nats. */
export interface Provenance {
  origin: Origin;
  credit: number;
}

/**
 * Told of everything where it happens; changes nothing, costs nothing of the budget, and asks no reward anything.
 * What is told costs no more than the call where nobody listens.
 */
export interface Tracer {
  /** `node` is new in the tree. Of the prompt only the last token is told of: all others grow from it. */
  added(node: Node, provenance: Partial<Provenance>): void;
  /** The token may not follow `parent`, and was passed over. */
  ruledOut(parent: Node, candidate: TokenCandidate): void;
  /** A step that has been admitted computes `nodes`, each in a row. */
  stepped(nodes: readonly Node[]): void;
  /** `node` has left the tree. */
  dropped(node: Node, why: DropReason): void;
  /** What the path to `node` has reached by the rewards that guide. */
  valued(node: Node, value: number): void;
  /** The search has turned to these paths. */
  workingOn(nodes: readonly Node[]): void;
  /** The path to `node` says `answer`, which was scored: `total` in [0, 1]. */
  scored(node: Node, answer: Answer, total: number): void;
  /** The strategy has come to the answer that ends in `node`. */
  offered(node: Node): void;
}

/** Nobody listens. */
export const noTracer = {
  added() {},
  ruledOut() {},
  stepped() {},
  dropped() {},
  valued() {},
  workingOn() {},
  scored() {},
  offered() {},
} satisfies Tracer;
