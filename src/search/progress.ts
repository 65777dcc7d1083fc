/**
 * How far a path has got: its tokens, those aside that get it nowhere.
 *
 * @module
 */
import type { Node } from "../decode/token-tree.ts";

/** As many tokens back as a pair is looked for: in a long text common pairs come again by themselves. */
const recent = 32;
/** A pair that has stood there so often goes in circles when it comes again. */
const oftenEnough = 2;

export class Progress {
  private readonly known = new WeakMap<Node, number>();

  /** In tokens. */
  of(node: Node): number {
    if (node.depth === 0 || !node.parent) return 0;
    const progress = this.known.get(node) ?? this.of(node.parent) + stepOf(node);
    this.known.set(node, progress);
    return progress;
  }
}

/** What says again what stood there before is no step, nor is what goes in circles. */
function stepOf(node: Node): number {
  const isStep = earlierEnds(node, 3, node.depth) === 0 && earlierEnds(node, 2, recent) < oftenEnough;
  return isStep ? 1 : 0;
}

/** How often the path's last `length` tokens have stood on it before, up to `reach` tokens back. */
function earlierEnds(node: Node, length: number, reach: number): number {
  let count = 0;
  let earlier = node.parent;
  for (let back = 0; back < reach && earlier && earlier.depth >= length; back++) {
    if (endTheSame(node, earlier, length)) count++;
    earlier = earlier.parent;
  }
  return count;
}

function endTheSame(node: Node, other: Node, length: number): boolean {
  let [one, two]: (Node | null)[] = [node, other];
  for (let compared = 0; compared < length; compared++) {
    if (!one || !two || one.token !== two.token) return false;
    [one, two] = [one.parent, two.parent];
  }
  return true;
}
