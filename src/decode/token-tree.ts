/**
 * The tree of everything a search has looked at.
 *
 * @module
 */
import type { DropReason } from "../spec/trace.ts";
import type { Alternatives } from "./alternatives.ts";
import type { Decision } from "./decision.ts";
import type { Distribution, TokenCandidate } from "./distribution.ts";
import { Slots } from "./slots.ts";
import { noTracer, type Provenance, type Tracer } from "./tracer.ts";

/** A token in the tree. The prompt's tokens are its trunk; the last of them is the root of all answers. */
export interface Node {
  readonly token: number;
  readonly parent: Node | null;
  /** Distance from the prompt's first token. */
  readonly position: number;
  /** Tokens of the answer up to and including this one; 0 in the prompt. */
  readonly depth: number;
  /** Sum over the answer's tokens up to this one, in nats; 0 in the prompt. */
  readonly logProbability: number;
  readonly children: Map<number, Node>;
  /** Where its keys and values lie, once it has been computed. */
  slot: number | null;
  /** What may follow, once it has been computed and as long as somebody needs it. */
  next: Distribution | null;
  /** What is remembered of it beyond that, where the request wants to know. */
  alternatives: Alternatives | null;
  /** What its token decided, where somebody has looked. */
  decision: Decision | null;
  /** What the model's heads read there, once it has been computed for somebody who wants to know. */
  reading: Float32Array | null;
}

export class TokenTree {
  private readonly slots = new Slots();
  private readonly tracer: Tracer;

  constructor(tracer: Tracer = noTracer) {
    this.tracer = tracer;
  }

  /** Lays the prompt's tokens (at least one) as the trunk and returns it from first to last. */
  plant(prompt: readonly number[]): Node[] {
    const trunk: Node[] = [];
    for (const token of prompt) {
      const node = createNode(token, trunk.at(-1) ?? null, 0, 0);
      node.parent?.children.set(token, node);
      trunk.push(node);
    }
    const root = trunk.at(-1);
    if (root) this.tracer.added(root, { origin: "prompt" });
    return trunk;
  }

  /** The child of `parent` by this token: the one that is there, or a new one. */
  child(parent: Node, candidate: TokenCandidate & Partial<Provenance>): Node {
    const existing = parent.children.get(candidate.token);
    if (existing) return existing;
    const node = nodeBehind(parent, candidate);
    parent.children.set(node.token, node);
    this.tracer.added(node, candidate);
    return node;
  }

  /** A node beside the tree, behind one of its trunk or first of its own: no search comes across it. */
  beside(parent: Node | null, token: number): Node {
    return createNode(token, parent, 0, 0);
  }

  /** Gives the node a slot to be computed into. */
  place(node: Node): number {
    node.slot ??= this.slots.take();
    return node.slot;
  }

  /** Takes the node's slot back, which may be used again at once, and what it knows of what may follow. */
  release(node: Node): void {
    if (node.slot !== null) this.slots.release(node.slot);
    node.slot = null;
    forgetNext(node);
  }

  /** Takes the node and all that grew from it out of the tree; their slots may be used again at once. */
  drop(node: Node, why: DropReason = "not_kept"): void {
    node.parent?.children.delete(node.token);
    const stack = [node];
    for (let dropped = stack.pop(); dropped; dropped = stack.pop()) {
      this.release(dropped);
      this.tracer.dropped(dropped, why);
      stack.push(...dropped.children.values());
    }
  }

  /** Drops every child of `node` but `kept`. */
  keepOnly(node: Node, kept: Node, why?: DropReason): void {
    for (const child of [...node.children.values()]) if (child !== kept) this.drop(child, why);
  }

  /** Drops all that leads to none of `nodes`, the trunk left as it is. */
  keepPathsTo(nodes: readonly Node[], root: Node, why?: DropReason): void {
    const kept = new Set<Node>();
    for (let node of nodes) {
      while (node !== root && !kept.has(node) && node.parent) {
        kept.add(node);
        node = node.parent;
      }
    }
    const stack = [root];
    for (let node = stack.pop(); node; node = stack.pop()) {
      for (const child of [...node.children.values()]) {
        if (kept.has(child)) stack.push(child);
        else this.drop(child, why);
      }
    }
  }
}

/** Lets go of what may follow the node, which is large, once something has been chosen from it. */
export function forgetNext(node: Node): void {
  node.next?.release();
  node.next = null;
}

/** Slots of the node's ancestors, all of which must have been given one. */
export function ancestorSlots(node: Node): Int32Array {
  const slots = new Int32Array(node.position);
  let index = 0;
  for (let ancestor = node.parent; ancestor; ancestor = ancestor.parent) {
    if (ancestor.slot === null) throw new Error("an ancestor has not been computed");
    slots[index++] = ancestor.slot;
  }
  return slots;
}

/** The nodes of the answer that ends in `node`, in order. */
export function answerNodes(node: Node): Node[] {
  const nodes: Node[] = [];
  for (let at: Node | null = node; at && at.depth > 0; at = at.parent) nodes.push(at);
  return nodes.reverse();
}

/** Its tokens. */
export function answerTokens(node: Node): number[] {
  return answerNodes(node).map(({ token }) => token);
}

/** What was decided on the way to `node`, in order. */
export function decisionsTo(node: Node): Decision[] {
  const decisions: Decision[] = [];
  for (let at: Node | null = node; at && at.depth > 0; at = at.parent) {
    if (at.decision) decisions.push(at.decision);
  }
  return decisions.reverse();
}

/** What the child of `parent` by this token would be; the tree does not have it. */
export function nodeBehind(parent: Node, { token, logProbability }: TokenCandidate): Node {
  return createNode(token, parent, parent.depth + 1, parent.logProbability + logProbability);
}

function createNode(token: number, parent: Node | null, depth: number, logProbability: number): Node {
  return {
    token,
    parent,
    position: parent ? parent.position + 1 : 0,
    depth,
    logProbability,
    children: new Map(),
    slot: null,
    next: null,
    alternatives: null,
    decision: null,
    reading: null,
  };
}
