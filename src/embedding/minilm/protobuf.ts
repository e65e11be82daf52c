/**
 * As much of the protobuf wire format as an ONNX model is written with: fields of numbers, of bytes, and of messages.
 * https://protobuf.dev/programming-guides/encoding
 */

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

export function integer(field: number, value: number): Uint8Array {
  return join(varint((field << 3) | VARINT), varint(value));
}

export function float(field: number, value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return join(varint((field << 3) | FIXED_32), bytes);
}

export function bytes(field: number, value: Uint8Array): Uint8Array {
  return join(varint((field << 3) | LENGTH_DELIMITED), varint(value.length), value);
}

export function text(field: number, value: string): Uint8Array {
  return bytes(field, new TextEncoder().encode(value));
}

export function message(field: number, ...parts: readonly Uint8Array[]): Uint8Array {
  return bytes(field, join(...parts));
}

export function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}
