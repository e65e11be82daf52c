/**
 * The side that reads, in a process of its own: a file comes in, what was read goes out, one at a time. It knows no path
 * that it could open, and ends when the other side does.
 */

import { serialize } from "node:v8";
import { serveCalls } from "../../rpc.ts";
import type { Reader } from "../read.ts";
import type { Recognition } from "../recognition/recogniser.ts";
import { type PartAnswer, partReader, type RecognitionCalls } from "./file-reading.ts";
import { ownPort } from "./process-port.ts";
import { type KnownPage, PIECE_BYTES, type ReadingCall, type ReadingNote } from "./reading-messages.ts";

export function serveReading(readers: readonly Reader[]): void {
  let say: (note: ReadingNote) => Promise<void> = () => Promise.resolve();
  const parts = partReader(readers, (pages) => void say({ kind: "pages", pages }));
  let pieces: Uint8Array[] = [];
  let onRecognised: (answer: KnownPage) => void = () => undefined;
  const ask = (note: ReadingNote): Promise<KnownPage> =>
    new Promise((resolve) => {
      onRecognised = resolve;
      void say(note);
    });
  const recognition: RecognitionCalls = {
    known: (name) => ask({ kind: "known", name }),
    // Who was given pixels does not ask for them again.
    recognise: async (name, raster) => (await ask({ kind: "raster", name, raster })) as Recognition,
  };

  async function answer(part: Promise<PartAnswer>): Promise<void> {
    const bytes = serialize(await part);
    for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
      await say({ kind: "bytes", bytes: bytes.subarray(start, start + PIECE_BYTES) });
    }
  }

  process.on("disconnect", () => process.exit());
  serveCalls<ReadingCall, void, ReadingNote>(ownPort(), async (call, { onNote }) => {
    switch (call.kind) {
      case "begin":
        return;
      case "recognised":
        return onRecognised(call.answer);
      case "bytes":
        pieces.push(call.bytes);
        return;
      case "file": {
        const bytes = Buffer.concat(pieces);
        pieces = [];
        say = onNote;
        const { path, sidecar, recognises } = call;
        return answer(parts.file({ path, sidecar, recognition: recognises ? recognition : undefined }, bytes));
      }
      case "attachment":
        say = onNote;
        return answer(parts.attachment(call.index));
      default:
        call satisfies never;
    }
  });
}
