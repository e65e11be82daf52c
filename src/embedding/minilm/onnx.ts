/**
 * Writes an ONNX model node by node. The weights are not copied into it: each is named by its place in the file that
 * holds it, so a model of 45 MB is written as one of 28 KB.
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto (the numbers below are its field numbers)
 */

/** ONNX's numbers for the types of elements. */
export const FLOAT = 1;
export const UINT8 = 2;
export const INT8 = 3;
export const INT32 = 6;
export const INT64 = 7;
export const FLOAT16 = 10;

/** An integer, a list of integers, or a floating-point number, which must be told from an integer. */
type Attribute = number | readonly number[] | { readonly float: number };

interface StoredWeight {
  readonly type: number;
  readonly shape: readonly number[];
  /** The file's name in the folder that the runtime is told. */
  readonly file: string;
  /** Offset in bytes. */
  readonly offset: number;
  readonly length: number;
}

interface Value {
  readonly name: string;
  readonly type: number;
  /** A name stands for a size that is not known until the model runs. */
  readonly shape: readonly (number | string)[];
}

export interface ModelWriter {
  /** Adds an operation on named values, and returns the name of its result. */
  node(operator: string, inputs: readonly string[], attributes?: Readonly<Record<string, Attribute>>): string;
  /** Same as `node`, of an operation with several results. */
  results(operator: string, inputs: readonly string[], count: number): readonly string[];
  /** Same as `node`, of an operation that onnxruntime adds to the standard's. */
  runtimeNode(operator: string, inputs: readonly string[]): string;
  weight(name: string, weight: StoredWeight): string;
  /** A weight whose bytes are written into the model. */
  ownWeight(name: string, type: number, shape: readonly number[], content: Uint8Array): string;
  /** A constant; an empty shape makes it a scalar. */
  floats(name: string, values: readonly number[], shape: readonly number[]): string;
  integers(name: string, values: readonly number[], shape: readonly number[]): string;
  /** @param result the value that the model's output takes its content from */
  finish(inputs: readonly Value[], output: Value, result: string): Uint8Array<ArrayBuffer>;
}

/** Opset 20 is the first that has Gelu as one operation. IR version 9 is the one of its time. */
const OPSET = 20;
const IR_VERSION = 9;
/** onnxruntime's own operations, and their version. */
const RUNTIME_DOMAIN = "com.microsoft";
const RUNTIME_OPSET = 1;

export function onnxModel(name: string): ModelWriter {
  const nodes: Piece[] = [];
  const tensors: Piece[] = [];

  const addNode = (operator: string, inputs: readonly string[], outputs: readonly string[], rest: readonly Piece[]) => {
    const ends = [...inputs.map((input) => text(1, input)), ...outputs.map((output) => text(2, output))];
    nodes.push(message(1, ...ends, text(4, operator), ...rest));
    return outputs[0] as string;
  };
  const nextValue = () => `value_${nodes.length}`;
  const addTensor = (name: string, type: number, shape: readonly number[], ...content: readonly Piece[]) => {
    tensors.push(message(5, ...shape.map((size) => integer(1, size)), integer(2, type), text(8, name), ...content));
    return name;
  };

  return {
    node: (operator, inputs, attributes = {}) =>
      addNode(operator, inputs, [nextValue()], Object.entries(attributes).map(attributeMessage)),
    results: (operator, inputs, count) => {
      const outputs = Array.from({ length: count }, (_, number) => `${nextValue()}_${number}`);
      addNode(operator, inputs, outputs, []);
      return outputs;
    },
    runtimeNode: (operator, inputs) => addNode(operator, inputs, [nextValue()], [text(7, RUNTIME_DOMAIN)]),
    weight: (name, { type, shape, file, offset, length }) => {
      const place = Object.entries({ location: file, offset, length });
      const entries = place.map(([key, value]) => message(13, text(1, key), text(2, String(value))));
      return addTensor(name, type, shape, ...entries, integer(14, 1));
    },
    ownWeight: (name, type, shape, content) => addTensor(name, type, shape, bytes(9, [content])),
    floats: (name, values, shape) => addTensor(name, FLOAT, shape, bytes(9, [rawBytes(Float32Array.from(values))])),
    integers: (name, values, shape) =>
      addTensor(name, INT64, shape, bytes(9, [rawBytes(BigInt64Array.from(values.map(BigInt)))])),
    finish: (inputs, output, result) => {
      addNode("Identity", [result], [output.name], []);
      const ends = [...inputs.map((input) => valueMessage(11, input)), valueMessage(12, output)];
      const graph = [...nodes, text(2, name), ...tensors, ...ends];
      const opset = (domain: string, version: number) => message(8, text(1, domain), integer(2, version));
      const opsets = [opset("", OPSET), opset(RUNTIME_DOMAIN, RUNTIME_OPSET)];
      return Buffer.concat([integer(1, IR_VERSION), message(7, ...graph), ...opsets].flat());
    },
  };
}

function attributeMessage([name, value]: [string, Attribute]): Piece {
  if (typeof value === "number") return message(5, text(1, name), integer(3, value), integer(20, 2));
  if ("float" in value) return message(5, text(1, name), float(2, value.float), integer(20, 1));
  return message(5, text(1, name), ...value.map((item) => integer(8, item)), integer(20, 7));
}

function valueMessage(field: number, { name, type, shape }: Value): Piece {
  const sizes = shape.map((size) => message(1, typeof size === "string" ? text(2, size) : integer(1, size)));
  return message(field, text(1, name), message(2, message(1, integer(1, type), message(2, ...sizes))));
}

function rawBytes({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FIXED_32 = 5;

/** Negative numbers take ten bytes, as two's complement of 64 bits. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

/**
 * The part of the protobuf wire format that an ONNX model is written with: fields of numbers, of bytes, and of
 * messages. What is written stays in pieces until the end: put together message by message, 11 MB of weights are copied
 * five times, and the C library keeps the room. https://protobuf.dev/programming-guides/encoding
 */
type Piece = readonly Uint8Array[];

function integer(field: number, value: number): Piece {
  return [varint((field << 3) | VARINT), varint(value)];
}

function float(field: number, value: number): Piece {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return [varint((field << 3) | FIXED_32), bytes];
}

function bytes(field: number, value: Piece): Piece {
  const length = value.reduce((sum, piece) => sum + piece.length, 0);
  return [varint((field << 3) | LENGTH_DELIMITED), varint(length), ...value];
}

function text(field: number, value: string): Piece {
  return bytes(field, [new TextEncoder().encode(value)]);
}

function message(field: number, ...parts: readonly Piece[]): Piece {
  return bytes(field, parts.flat());
}
