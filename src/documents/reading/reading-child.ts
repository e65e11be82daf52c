/**
 * The side that reads, in a process of its own: a file comes in, what was read goes out, one at a time. It knows no path
 * that it could open, and ends when the other side does.
 */

import { serialize } from "node:v8";
import { ownPort, serveCalls } from "../../rpc.ts";
import type { Sidecar } from "../front-matter.ts";
import type { Reader } from "../read.ts";
import type { Raster, Recognition } from "../recognition/recogniser.ts";
import { type PartAnswer, partReader, type RecognitionCalls } from "./file-reading.ts";

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
    // A reader that was given pixels does not ask for them again.
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

/**
 * Calls of the process that reads files. Bytes go in pieces either way, so that a file is never in memory whole on the
 * side that has it read, and an answer that is too long can be broken off. A page of a file or of an attachment in it,
 * by its path.
 */
export interface PageName {
  readonly path: string;
  /** Page from 1. */
  readonly page: number;
}

/** Knowledge of a page that has to be recognised; "render": its pixels are wanted. */
export type KnownPage = Recognition | "later" | "render";

export type ReadingCall =
  /** Answered once it can read. */
  | { readonly kind: "begin" }
  /** A piece of the next file. */
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  /** Reads the pieces that have come. */
  | {
      readonly kind: "file";
      readonly path: string;
      readonly sidecar: Sidecar | null;
      /** False where recognition is off. */
      readonly recognises: boolean;
    }
  /** Answers the last note that asked. */
  | { readonly kind: "recognised"; readonly answer: KnownPage }
  | { readonly kind: "attachment"; readonly index: number };

export type ReadingNote =
  /** The file that is being read has so many. */
  | { readonly kind: "pages"; readonly pages: number }
  /** These two ask: the answer is a call of its own. */
  | { readonly kind: "known"; readonly name: PageName }
  | { readonly kind: "raster"; readonly name: PageName; readonly raster: Raster }
  /** A piece of a serialised `PartAnswer`. */
  | { readonly kind: "bytes"; readonly bytes: Uint8Array };

export const PIECE_BYTES = 1_000_000;
