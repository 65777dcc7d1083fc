/**
 * The tree as a table, for whoever reads rather than looks.
 *
 * @module
 */
import { element } from "../dom.ts";
import { branchesOf } from "../tree/branches.ts";
import type { TreeStore } from "../tree/tree-store.ts";

const mostListed = 100;

export function outlineTable(store: TreeStore, isRunning: boolean): HTMLElement {
  const { ends, more } = branchesOf(store, isRunning, mostListed);
  const heads = ["Text so far", "What became of it", "Reward", "log p", "Tokens"];
  return element(
    "table",
    { class: "outline-table" },
    element(
      "caption",
      {},
      `Where branches that were computed or scored ended${more > 0 ? `; ${more} more are not listed` : ""}.`,
    ),
    element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
    element(
      "tbody",
      {},
      ...ends.map(({ text, fate, reward, logprob, tokens }) =>
        element(
          "tr",
          {},
          ...[text, fate, reward?.toFixed(2) ?? "—", logprob.toFixed(1), String(tokens)].map((cell) =>
            element("td", {}, cell),
          ),
        ),
      ),
    ),
  );
}
