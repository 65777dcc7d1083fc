/**
 * The model's most probable continuation, token by token.
 *
 * @module
 */
import type { Node } from "../decode/token-tree.ts";
import type { Guide } from "./guide.ts";
import type { Search } from "./strategy.ts";

/** Follows the most probable token that `guide` allows from the root to an end, and returns where it got to. */
export async function greedyPath(
  { root, paths, answers, settleOn }: Pick<Search, "root" | "paths" | "answers" | "settleOn">,
  guide: Guide,
): Promise<Node> {
  let node = root;
  while (!paths.ending(node)) {
    answers.workingOn([node]);
    settleOn([node]);
    await guide.expand([node], 1);
    const [likeliest] = guide.successors(node);
    if (!likeliest) break;
    node = guide.child(node, likeliest);
  }
  answers.workingOn([node]);
  return node;
}
