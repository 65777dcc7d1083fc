/**
 * The tree as a full trace shows it.
 *
 * @module
 */
import type { TokenCandidate } from "../../decode/distribution.ts";
import type { Answer, PathReader } from "../../decode/path-reader.ts";
import { type Node, nodeBehind } from "../../decode/token-tree.ts";
import type { Provenance } from "../../decode/tracer.ts";
import {
  type DropReason,
  mostNodes,
  mostNodeText,
  type TraceNode,
  type TraceTree,
} from "../../spec/trace.ts";
import { ChangedRecords } from "./changed-records.ts";
import { KeptRecords } from "./kept-records.ts";
import { type NodeRecord, pathTo, toTraceNode } from "./node-record.ts";

/** After each node so many of the tokens that were ruled out are recorded. */
const mostRuledOut = 4;

export class TreeTrace {
  private readonly paths: PathReader;
  private readonly kept: KeptRecords;
  /** Records of nodes live as long as the nodes, and longer only where they are kept or lead to an answer. */
  private readonly records = new WeakMap<Node, NodeRecord>();
  private readonly answers = new WeakMap<Answer, NodeRecord>();
  private returned: readonly NodeRecord[] = [];
  private made = 0;
  private readonly changed: ChangedRecords | null;

  /**
   * @param most - nodes that are listed, unless the answers that are returned alone have more
   * @param isWatched - whether somebody asks for `changes`
   */
  constructor(paths: PathReader, most: number = mostNodes, isWatched = false) {
    this.paths = paths;
    this.kept = new KeptRecords(most);
    this.changed = isWatched ? new ChangedRecords(most) : null;
  }

  /** Nodes that are new or have changed since it was last called, a parent before its children. */
  changes(): TraceNode[] {
    return (this.changed?.take() ?? []).map((record) => toTraceNode(record, false));
  }

  added(node: Node, provenance: Partial<Provenance>): void {
    const parent = (node.parent && this.records.get(node.parent)) ?? null;
    const record = this.record(node, { parent, place: parent ? parent.children++ : 0, provenance });
    this.records.set(node, record);
    this.kept.keep(record);
  }

  ruledOut(node: Node, candidate: TokenCandidate): void {
    const parent = this.records.get(node);
    if (!parent || parent.ruledOut.length === mostRuledOut) return;
    if (parent.ruledOut.includes(candidate.token)) return;
    const place = parent.ruledOut.length;
    const record = this.record(nodeBehind(node, candidate), { parent, place, provenance: {} });
    parent.ruledOut.push(candidate.token);
    record.why = "ruled_out";
    this.kept.keep(record);
  }

  /** @param step - its number */
  stepped(nodes: readonly Node[], step: number): void {
    for (const record of this.known(nodes)) {
      record.rows++;
      record.step ??= step;
      this.kept.keep(record);
    }
  }

  dropped(node: Node, why: DropReason): void {
    for (const record of this.known([node])) record.why = why;
  }

  valued(node: Node, value: number): void {
    for (const record of this.known([node])) record.value = value;
  }

  scored(node: Node, answer: Answer, total: number): void {
    for (const record of this.known([node])) {
      record.reward = total;
      this.answers.set(answer, record);
    }
  }

  offered(node: Node): void {
    let record: NodeRecord | null = this.records.get(node) ?? null;
    for (; record && !record.isFinished; record = record.parent) {
      record.isFinished = true;
      this.changed?.add(record);
    }
  }

  /** These of the answers that were scored are returned. */
  returns(answers: readonly Answer[]): void {
    this.returned = answers.flatMap((answer) => this.answers.get(answer) ?? []);
  }

  report(): TraceTree {
    const complete = new Set(this.returned.flatMap(pathTo));
    const listed = this.kept.with(complete);
    return {
      nodes: listed.map((record) => toTraceNode(record, complete.has(record))),
      truncated: this.made - listed.length,
      returned: this.returned.map(({ id }) => id),
    };
  }

  private record(
    node: Node,
    {
      parent,
      place,
      provenance: { origin = "model", credit = 0 },
    }: Pick<NodeRecord, "parent" | "place"> & { provenance: Partial<Provenance> },
  ): NodeRecord {
    const record: NodeRecord = {
      id: this.made++,
      parent,
      place,
      text: this.paths.reading(node).gained.slice(0, mostNodeText),
      depth: node.depth,
      logProbability: Math.min(0, node.logProbability - (node.parent?.logProbability ?? 0)),
      pathLogProbability: Math.min(0, node.logProbability),
      finish: this.paths.ending(node),
      origin,
      credit,
      value: null,
      reward: null,
      rows: 0,
      step: null,
      why: null,
      isFinished: false,
      children: 0,
      ruledOut: [],
    };
    this.changed?.add(record);
    return record;
  }

  /** To be changed. */
  private known(nodes: readonly Node[]): NodeRecord[] {
    const records = nodes.flatMap((node) => this.records.get(node) ?? []);
    for (const record of records) this.changed?.add(record);
    return records;
  }
}
