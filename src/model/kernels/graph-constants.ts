/**
 * The constants of an ONNX graph, without running it: where its weights lie, and what it computes with.
 *
 * Field numbers are those of the public schema (https://onnx.ai/onnx/, onnx.proto).
 *
 * @module
 */
import { PbfReader } from "pbf";

/** Bytes of a constant: [start, end) of the external weights, or in the graph itself. */
export interface GraphConstant {
  readonly name: string;
  readonly dims: readonly number[];
  readonly place: { start: number; end: number } | { inline: Uint8Array };
}

export interface GraphConstants {
  readonly byName: ReadonlyMap<string, GraphConstant>;
  /** The inputs of the node that makes an output. */
  inputsOf(output: string): readonly string[];
}

interface Tensor {
  name: string;
  dims: number[];
  inline: Uint8Array;
  external: Map<string, string>;
}

export function readGraph(bytes: Uint8Array): GraphConstants {
  const byName = new Map<string, GraphConstant>();
  const makers = new Map<string, readonly string[]>();
  new PbfReader(bytes).readFields((field, _, model) => {
    if (field !== 7) return;
    model.readMessage((part, __, graph) => {
      if (part === 1) addNode(makers, graph);
      if (part === 5) addConstant(byName, graph);
    }, null);
  }, null);
  return { byName, inputsOf: (output) => makers.get(output) ?? [] };
}

function addNode(makers: Map<string, readonly string[]>, graph: PbfReader): void {
  const inputs: string[] = [];
  graph.readMessage((field, _, node) => {
    if (field === 1) inputs.push(node.readString());
    if (field === 2) makers.set(node.readString(), inputs);
  }, null);
}

function addConstant(byName: Map<string, GraphConstant>, graph: PbfReader): void {
  const tensor: Tensor = { name: "", dims: [], inline: new Uint8Array(0), external: new Map() };
  graph.readMessage((field, _, pbf) => {
    if (field === 1) tensor.dims.push(pbf.readVarint());
    if (field === 8) tensor.name = pbf.readString();
    if (field === 9) tensor.inline = pbf.readBytes();
    if (field === 13) {
      const entry = { key: "", value: "" };
      pbf.readMessage((part, __, text) => {
        if (part === 1) entry.key = text.readString();
        if (part === 2) entry.value = text.readString();
      }, null);
      tensor.external.set(entry.key, entry.value);
    }
  }, null);
  const { name, dims, inline, external } = tensor;
  const start = Number(external.get("offset") ?? 0);
  const length = external.get("length");
  const place = length === undefined ? { inline } : { start, end: start + Number(length) };
  byName.set(name, { name, dims, place });
}
