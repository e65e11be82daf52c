/**
 * The side that reads, in a process of its own: a file comes in, what was read goes out, one at a time. It knows no path
 * that it could open, and ends when the other side does.
 */

import { serialize } from "node:v8";
import type { Reader } from "../read.ts";
import { partReader } from "./file-reading.ts";
import { type FromReader, PIECE_BYTES, type ToReader } from "./reading-messages.ts";

export function serveReading(readers: readonly Reader[]): void {
  const parts = partReader(readers, (pages) => void say({ kind: "pages", pages }));
  let file: Extract<ToReader, { kind: "file" }> | undefined;
  let pieces: Uint8Array[] = [];

  async function receive(message: ToReader): Promise<void> {
    switch (message.kind) {
      case "file":
        file = message;
        return;
      case "bytes":
        pieces.push(message.bytes);
        return;
      case "end": {
        const bytes = Buffer.concat(pieces);
        pieces = [];
        if (file !== undefined) await answer(await parts.file(file, bytes));
        return;
      }
      case "attachment":
        await answer(await parts.attachment(message.index));
        return;
      default:
        message satisfies never;
    }
  }

  process.on("disconnect", () => process.exit());
  process.on("message", (message) => void receive(message as ToReader));
  void say({ kind: "ready" });
}

async function answer(value: unknown): Promise<void> {
  const bytes = serialize(value);
  for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
    await say({ kind: "bytes", bytes: bytes.subarray(start, start + PIECE_BYTES) });
  }
  await say({ kind: "end" });
}

function say(message: FromReader): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(message, () => resolve());
  });
}
