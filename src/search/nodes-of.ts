/**
 * Where things that grow along the tree have got to.
 *
 * @module
 */
import type { Node } from "../decode/token-tree.ts";

export function nodesOf(grown: readonly { readonly node: Node }[]): Node[] {
  return grown.map(({ node }) => node);
}
