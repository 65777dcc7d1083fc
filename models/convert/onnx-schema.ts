/**
 * The part of ONNX's protobuf schema that the converter writes. Message and field numbers are those of
 * the public schema (https://onnx.ai/onnx/, onnx.proto); fields never written are left out.
 *
 * @module
 */
import protobuf from "protobufjs/light.js";

const scalar = (type: string, id: number) => ({ type, id });
const list = (type: string, id: number) => ({ rule: "repeated", type, id, options: { packed: false } });

const root = protobuf.Root.fromJSON({
  nested: {
    Model: {
      fields: {
        irVersion: scalar("int64", 1),
        producerName: scalar("string", 2),
        graph: scalar("Graph", 7),
        opsetImport: list("OperatorSet", 8),
      },
    },
    OperatorSet: { fields: { domain: scalar("string", 1), version: scalar("int64", 2) } },
    Graph: {
      fields: {
        node: list("Node", 1),
        name: scalar("string", 2),
        initializer: list("Tensor", 5),
        input: list("ValueInfo", 11),
        output: list("ValueInfo", 12),
      },
    },
    Node: {
      fields: {
        input: list("string", 1),
        output: list("string", 2),
        name: scalar("string", 3),
        opType: scalar("string", 4),
        attribute: list("Attribute", 5),
        domain: scalar("string", 7),
      },
    },
    Attribute: {
      fields: {
        name: scalar("string", 1),
        f: scalar("float", 2),
        i: scalar("int64", 3),
        g: scalar("Graph", 6),
        ints: list("int64", 8),
        type: scalar("int32", 20),
      },
    },
    Tensor: {
      fields: {
        dims: list("int64", 1),
        dataType: scalar("int32", 2),
        name: scalar("string", 8),
        rawData: scalar("bytes", 9),
        externalData: list("Entry", 13),
        dataLocation: scalar("int32", 14),
      },
    },
    Entry: { fields: { key: scalar("string", 1), value: scalar("string", 2) } },
    ValueInfo: { fields: { name: scalar("string", 1), type: scalar("Type", 2) } },
    Type: { fields: { tensorType: scalar("TensorType", 1) } },
    TensorType: { fields: { elemType: scalar("int32", 1), shape: scalar("Shape", 2) } },
    Shape: { fields: { dim: list("Dimension", 1) } },
    Dimension: { fields: { dimValue: scalar("int64", 1), dimParam: scalar("string", 2) } },
  },
});

/** Numbers of ONNX's TensorProto.DataType. */
export const elementTypes = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7, bool: 9 } as const;
export type ElementType = keyof typeof elementTypes;

/** Numbers of ONNX's AttributeProto.AttributeType. */
export const attributeTypes = { float: 1, int: 2, graph: 5, ints: 7 } as const;

/** Number of ONNX's TensorProto.DataLocation for data outside the file. */
export const externalLocation = 1;

export interface OnnxTensor {
  name: string;
  dims: number[];
  dataType: number;
  rawData?: Uint8Array;
  externalData?: { key: string; value: string }[];
  dataLocation?: number;
}

export interface OnnxAttribute {
  name: string;
  type: number;
  f?: number;
  i?: number;
  ints?: number[];
  g?: OnnxGraph;
}

export interface OnnxNode {
  name: string;
  opType: string;
  domain?: string;
  input: string[];
  output: string[];
  attribute: OnnxAttribute[];
}

export interface OnnxValue {
  name: string;
  type: {
    tensorType: { elemType: number; shape: { dim: { dimValue?: number; dimParam?: string }[] } };
  };
}

export interface OnnxGraph {
  name: string;
  node: OnnxNode[];
  initializer: OnnxTensor[];
  input: OnnxValue[];
  output: OnnxValue[];
}

/** The bytes of an ONNX model (IR version 10, opset 23, com.microsoft 1) that holds `graph`. */
export function encodeModel(graph: OnnxGraph): Uint8Array {
  const model = root.lookupType("Model");
  return model
    .encode({
      irVersion: 10,
      producerName: "tiller",
      graph,
      opsetImport: [
        { domain: "", version: 23 },
        { domain: "com.microsoft", version: 1 },
      ],
    })
    .finish();
}
