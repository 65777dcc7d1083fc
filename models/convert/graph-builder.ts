/**
 * Builds one ONNX graph: nodes in order, named inputs and outputs, weights as external data.
 *
 * @module
 */
import {
  attributeTypes,
  type ElementType,
  elementTypes,
  encodeModel,
  externalLocation,
  type OnnxAttribute,
  type OnnxGraph,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValue,
} from "./onnx-schema.ts";

/** Tensors below this size stay in the graph file; ORT wants shapes and axes there, and they weigh nothing. */
const inlineLimit = 1024;
/** Offsets of external tensors are multiples of this, so that ORT can view them in place. */
const alignment = 64;

export type Shape = readonly (number | string)[];
export type Attribute = number | readonly number[] | { float: number } | { graph: GraphBuilder };
type Values = Float32Array | Int8Array | Uint8Array | Int32Array | BigInt64Array;

/** A graph file and the external data it names by `location`. */
export interface BuiltGraph {
  readonly graph: Uint8Array;
  readonly location: string;
  readonly weights: Uint8Array;
}

interface Constant {
  readonly type: ElementType;
  readonly dims: readonly number[];
  readonly bytes: Uint8Array;
}

export class GraphBuilder {
  readonly name: string;
  readonly #nodes: OnnxNode[] = [];
  readonly #inputs: OnnxValue[] = [];
  readonly #outputs: OnnxValue[] = [];
  readonly #constants: Map<string, Constant>;

  /** A graph of its own, or with `outer` a branch of an `If` in it, whose constants lie in `outer`. */
  constructor(name: string, outer?: GraphBuilder) {
    this.name = name;
    this.#constants = outer ? outer.#constants : new Map();
  }

  input(name: string, type: ElementType, shape: Shape): string {
    this.#inputs.push(describe(name, type, shape));
    return name;
  }

  output(name: string, type: ElementType, shape: Shape): void {
    this.#outputs.push(describe(name, type, shape));
  }

  /** Adds a constant once; a second call with the same name returns the first. */
  constant(name: string, values: Values, dims: readonly number[]): string {
    if (!this.#constants.has(name)) {
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      this.#constants.set(name, { type: elementTypeOf(values), dims, bytes });
    }
    return name;
  }

  has(constant: string): boolean {
    return this.#constants.has(constant);
  }

  /** Whether a node with this output has been added. */
  makes(output: string): boolean {
    return this.#nodes.some((node) => node.output.includes(output));
  }

  axes(...axes: number[]): string {
    return this.constant(`axes.${axes.join(".")}`, BigInt64Array.from(axes, BigInt), [axes.length]);
  }

  scalar(name: string, value: number): string {
    return this.constant(name, Float32Array.of(value), []);
  }

  /** Adds a node, of the standard operators unless `domain` says otherwise, and returns its first output. */
  node(
    op: string,
    inputs: readonly string[],
    output: string | readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
    domain?: "com.microsoft",
  ): string {
    const outputs = typeof output === "string" ? [output] : [...output];
    const first = outputs[0] ?? op;
    this.#nodes.push({
      name: `${first}/${op}`,
      opType: op,
      ...(domain === undefined ? {} : { domain }),
      input: [...inputs],
      output: outputs,
      attribute: Object.entries(attributes).map(([name, value]) => attribute(name, value)),
    });
    return first;
  }

  /**
   * Writes the graph; the bytes depend on nothing but the calls made before.
   *
   * @param inlineBelow - bytes from which on a tensor is external data
   */
  build(inlineBelow = inlineLimit): BuiltGraph {
    const location = `${this.name}.bin`;
    const tensors: OnnxTensor[] = [];
    const external: { bytes: Uint8Array; offset: number }[] = [];
    let end = 0;
    for (const [name, { type, dims, bytes }] of this.#constants) {
      const tensor: OnnxTensor = { name, dims: [...dims], dataType: elementTypes[type] };
      if (bytes.byteLength < inlineBelow) {
        tensors.push({ ...tensor, rawData: bytes });
        continue;
      }
      const offset = Math.ceil(end / alignment) * alignment;
      end = offset + bytes.byteLength;
      external.push({ bytes, offset });
      const externalData = [
        { key: "location", value: location },
        { key: "offset", value: String(offset) },
        { key: "length", value: String(bytes.byteLength) },
      ];
      tensors.push({ ...tensor, externalData, dataLocation: externalLocation });
    }
    const weights = new Uint8Array(end);
    for (const { bytes, offset } of external) weights.set(bytes, offset);
    return { graph: encodeModel(this.#graph(tensors)), location, weights };
  }

  /** This graph as an attribute of an outer one, which holds its constants. */
  asBranch(): OnnxGraph {
    return this.#graph([]);
  }

  #graph(initializer: OnnxTensor[]): OnnxGraph {
    return {
      name: this.name,
      node: this.#nodes,
      initializer,
      input: this.#inputs,
      output: this.#outputs,
    };
  }
}

function attribute(name: string, value: Attribute): OnnxAttribute {
  if (typeof value === "number") return { name, type: attributeTypes.int, i: value };
  if ("float" in value) return { name, type: attributeTypes.float, f: value.float };
  if ("graph" in value) return { name, type: attributeTypes.graph, g: value.graph.asBranch() };
  return { name, type: attributeTypes.ints, ints: [...value] };
}

function describe(name: string, type: ElementType, shape: Shape): OnnxValue {
  const dim = shape.map((size) => (typeof size === "number" ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType: elementTypes[type], shape: { dim } } } };
}

function elementTypeOf(values: Values): ElementType {
  if (values instanceof Float32Array) return "float32";
  if (values instanceof Int8Array) return "int8";
  if (values instanceof Uint8Array) return "uint8";
  return values instanceof Int32Array ? "int32" : "int64";
}
