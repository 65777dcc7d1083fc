/**
 * The page's right side: what came of a run, while it goes on and after.
 *
 * @module
 */
import type { Alignment, StreamEvent } from "../../client/index.ts";
import type { Draft } from "../ask/draft.ts";
import { byId, element, prose } from "../dom.ts";
import { countInWords } from "../tree/branches.ts";
import { TreeStore } from "../tree/tree-store.ts";
import { TreeView } from "../tree/tree-view.ts";
import { AnswerCard } from "./answer-card.ts";
import { showChoices } from "./choice-list.ts";
import { diagnosisList } from "./diagnosis.ts";
import { showGauges } from "./gauges.ts";
import { showNode, showNoNode } from "./node-panel.ts";
import { outlineTable } from "./outline.ts";
import { endInWords, stopInWords, verdict } from "./words.ts";

const nothingSpent = {
  prompt_tokens: 0,
  forward_tokens: 0,
  cached_tokens: 0,
  reward_calls: 0,
  prefix_checks: 0,
  steps: 0,
  elapsed_ms: 0,
};

export class ResultView {
  private readonly store = new TreeStore();
  private readonly tree: TreeView;
  private readonly goTo: (pointer: string) => void;
  private readonly outlineBox = byId("outline-box", HTMLDetailsElement);
  private isRunning = false;
  private draft: Draft | null = null;
  private aligned = new AnswerCard("Aligned", "aligned");
  private plain: AnswerCard | null = null;
  /** Whose text is growing. */
  private writing: AnswerCard | null = null;
  private hasBegun = false;

  /** @param goTo - shows the field that a JSON pointer names */
  constructor(goTo: (pointer: string) => void) {
    this.goTo = goTo;
    this.tree = new TreeView({
      frame: byId("tree-frame", HTMLElement),
      canvas: byId("tree-canvas", HTMLCanvasElement),
      store: this.store,
      onSelect: (node) => (node ? showNode(node, this.store, this.isRunning) : showNoNode()),
    });
    const onClick = (id: string, act: () => void) =>
      byId(id, HTMLButtonElement).addEventListener("click", act);
    onClick("zoom-in", () => this.tree.zoomBy(1.4));
    onClick("zoom-out", () => this.tree.zoomBy(1 / 1.4));
    onClick("zoom-fit", () => this.tree.fit());
    // Thousands of rows are made for those who want to read them.
    this.outlineBox.addEventListener("toggle", () => this.showOutline());
  }

  recolour(): void {
    this.tree.recolour();
  }

  /** Clears the last run's result for a new one's. */
  begin(draft: Draft): void {
    this.isRunning = true;
    this.draft = draft;
    this.aligned = new AnswerCard("Aligned", "aligned");
    this.plain = draft.comparesGreedy ? new AnswerCard("Plain model", "plain") : null;
    byId("answers", HTMLElement).replaceChildren(
      this.aligned.element,
      ...(this.plain ? [this.plain.element] : []),
    );
    this.aligned.begin("reading the prompt");
    this.plain?.wait("comes next");
    byId("outcome", HTMLElement).replaceChildren();
    this.writing = this.aligned;
    this.hasBegun = false;
    this.show(true);
    this.store.clear();
    this.tree.reset();
    byId("tree-count", HTMLElement).textContent = "";
    showGauges(nothingSpent, draft.budget, null);
  }

  /** Takes in an event of the aligned answer. */
  onEvent(event: StreamEvent): void {
    this.hasBegun = true;
    switch (event.object) {
      case "alignment.progress":
        this.aligned.progress(event);
        if (this.draft) showGauges(event.usage, this.draft.budget, null);
        return;
      case "alignment.incumbent":
        this.aligned.propose(event.choice);
        return;
      case "alignment.token":
        if (event.index === 0) this.aligned.commit(event.text);
        return;
      case "alignment.tree":
        this.store.add(event.nodes);
        this.aligned.explore(this.store.latestText());
        this.showTree(0);
        return;
      case "alignment":
        this.showAlignment(event);
        return;
    }
  }

  /** No answer is good enough, and none is to be given then. */
  refuse(reason: string): void {
    this.isRunning = false;
    this.writing = null;
    this.aligned.refuse();
    const outcome = byId("outcome", HTMLElement);
    outcome.hidden = false;
    outcome.append(
      element(
        "div",
        { class: "notice bad" },
        element("h3", {}, "An error instead of an answer, as was asked for (422)"),
        element("p", {}, ...prose(reason)),
      ),
    );
    this.showTree(0);
    this.showOutline();
  }

  beginPlain(): void {
    this.writing = this.plain;
    this.plain?.begin("without any search");
  }

  /** Takes in an event of the plain answer, which is scored at its end only. */
  onPlainEvent(event: StreamEvent): void {
    if (event.object === "alignment.progress") this.plain?.progress(event);
    if (event.object === "alignment.token" && event.index === 0) this.plain?.commit(event.text);
  }

  /** Shows the whole plain answer, and says what the search was worth; `aligned` is null where it was refused. */
  donePlain(aligned: Alignment | null, plain: Alignment): void {
    this.writing = null;
    const [answer] = plain.choices;
    this.plain?.done(plain, answer ? endInWords(answer, "best") : "");
    if (!aligned) return;
    byId("outcome", HTMLElement).prepend(element("p", { class: "verdict" }, verdict(aligned, plain)));
  }

  /** The run is over before its end, for a reason in words; where it had not begun, nothing of it is shown. */
  stop(reason: string): void {
    this.isRunning = false;
    this.writing?.end(reason);
    this.writing = null;
    if (!this.hasBegun) this.show(false);
    this.tree.update(false);
    this.showOutline();
  }

  private show(isShown: boolean): void {
    byId("welcome", HTMLElement).hidden = isShown;
    for (const id of ["answers", "gauges", "tree"]) byId(id, HTMLElement).hidden = !isShown;
    for (const id of ["choices", "outcome"]) byId(id, HTMLElement).hidden = true;
  }

  private showAlignment(alignment: Alignment): void {
    const { choices, usage, budget, diagnosis, trace } = alignment;
    this.isRunning = false;
    this.writing = null;
    const [best] = choices;
    this.aligned.done(alignment, best && this.draft ? endInWords(best, this.draft.onUnsatisfied) : "");
    showChoices(choices, this.draft?.answers ?? 1);
    showGauges(usage, budget.limits, budget.exhausted_by);
    const outcome = byId("outcome", HTMLElement);
    outcome.hidden = false;
    outcome.append(element("p", { class: "quiet-text stop-reason" }, stopInWords(budget)));
    if (diagnosis) outcome.append(diagnosisList(diagnosis, this.goTo));
    if (trace?.tree) {
      this.store.clear();
      this.store.add(trace.tree.nodes);
    }
    this.showTree(trace?.tree?.truncated ?? 0);
    this.showOutline();
  }

  private showTree(truncated: number): void {
    byId("tree-count", HTMLElement).textContent = countInWords(this.store.all(), truncated);
    this.tree.update(this.isRunning);
  }

  private showOutline(): void {
    if (this.outlineBox.open)
      byId("outline", HTMLElement).replaceChildren(outlineTable(this.store, this.isRunning));
  }
}
