/**
 * What is known of the node that is pointed at.
 *
 * @module
 */
import type { TraceNode } from "../../src/spec/trace.ts";
import { byId, element } from "../dom.ts";
import { factsOf } from "../tree/node-words.ts";
import type { TreeStore } from "../tree/tree-store.ts";

export function showNode(node: TraceNode, store: TreeStore, isRunning: boolean): void {
  const before = store.pathTo(node).slice(1, -1);
  const path = element(
    "p",
    { class: "path" },
    before.map(({ text }) => text).join("") || (node.parent === null ? "The prompt’s last token" : ""),
    node.parent !== null && element("mark", {}, node.text || (node.finish === "stop" ? " ∎ the end" : "…")),
  );
  const facts = factsOf(node, isRunning).map(({ name, value }) =>
    element("div", {}, element("dt", {}, name), element("dd", {}, value)),
  );
  byId("node", HTMLElement).replaceChildren(path, element("dl", { class: "facts" }, ...facts));
}

export function showNoNode(): void {
  byId("node", HTMLElement).replaceChildren(
    element(
      "p",
      { class: "quiet-text" },
      "Point at a token, or go there with the arrow keys, to see what became of it and why.",
    ),
  );
}
