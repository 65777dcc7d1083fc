/**
 * Writes down how a search goes, for a request that wants a trace.
 *
 * @module
 */
import type { TokenCandidate } from "../../decode/distribution.ts";
import type { Answer, PathReader } from "../../decode/path-reader.ts";
import type { Node } from "../../decode/token-tree.ts";
import type { Provenance, Tracer } from "../../decode/tracer.ts";
import {
  type DropReason,
  mostNodes,
  mostSteps,
  type Trace,
  type TraceLevel,
  type TraceNode,
  type TraceStep,
  type TraceTotals,
} from "../../spec/trace.ts";
import type { SearchOutcome } from "../outcome.ts";
import { thinned } from "./thinned.ts";
import { TreeTrace } from "./tree-trace.ts";

export class SearchRecorder implements Tracer {
  private readonly paths: PathReader;
  private readonly tree: TreeTrace | null;
  private readonly steps: TraceStep[] = [];
  private readonly notComputed = new WeakSet<Node>();
  private readonly totals: Omit<TraceTotals, "stop_reason" | "exhausted_by"> = {
    nodes: 0,
    computed: 0,
    dropped: 0,
    ruled_out: 0,
    deepest: 0,
    finished: 0,
  };
  private forwardTokens = 0;
  private livePaths = 0;
  private bestReward: number | null = null;

  /** @param isWatched - whether somebody asks for `treeChanges` */
  constructor(paths: PathReader, level: Exclude<TraceLevel, "none">, isWatched = false) {
    this.paths = paths;
    this.tree = level === "full" ? new TreeTrace(paths, mostNodes, isWatched) : null;
  }

  /** Nodes that are new or have changed since it was last called; none but of a full trace. */
  treeChanges(): TraceNode[] {
    return this.tree?.changes() ?? [];
  }

  added(node: Node, provenance: Partial<Provenance>): void {
    this.totals.nodes++;
    this.notComputed.add(node);
    this.totals.deepest = Math.max(this.totals.deepest, node.depth);
    this.tree?.added(node, provenance);
  }

  ruledOut(parent: Node, candidate: TokenCandidate): void {
    this.totals.ruled_out++;
    this.tree?.ruledOut(parent, candidate);
  }

  stepped(nodes: readonly Node[]): void {
    this.forwardTokens += nodes.length;
    this.steps.push({
      step: this.steps.length + 1,
      rows: nodes.length,
      forward_tokens: this.forwardTokens,
      live_paths: this.livePaths,
      best_reward: this.bestReward,
    });
    // Of the prompt only the last token is a node of the tree.
    for (const node of nodes) if (this.notComputed.delete(node)) this.totals.computed++;
    this.tree?.stepped(nodes, this.steps.length);
  }

  dropped(node: Node, why: DropReason): void {
    this.totals.dropped++;
    this.tree?.dropped(node, why);
  }

  valued(node: Node, value: number): void {
    this.tree?.valued(node, value);
  }

  workingOn(nodes: readonly Node[]): void {
    this.livePaths = nodes.filter((node) => this.paths.ending(node) === null).length;
  }

  scored(node: Node, answer: Answer, total: number): void {
    this.bestReward = Math.max(this.bestReward ?? 0, total);
    this.tree?.scored(node, answer, total);
  }

  offered(node: Node): void {
    this.totals.finished++;
    this.tree?.offered(node);
  }

  /** These of the answers that were scored are returned. */
  returns(answers: readonly Answer[]): void {
    this.tree?.returns(answers);
  }

  report({ stopReason, exhaustedBy }: SearchOutcome): Trace {
    const steps = thinned(this.steps, mostSteps);
    return {
      totals: { ...this.totals, stop_reason: stopReason, exhausted_by: exhaustedBy },
      steps,
      steps_left_out: this.steps.length - steps.length,
      ...(this.tree && { tree: this.tree.report() }),
    };
  }
}
