/**
 * Calls of the process that reads files. Bytes go in pieces either way, so that a file is never in memory whole on the
 * side that has it read, and an answer that is too long can be broken off.
 */

import type { Raster, Recognition } from "../recognition/recogniser.ts";
import type { Sidecar } from "../sidecar.ts";

/** A page of a file or of an attachment in it, by its path. */
export interface PageName {
  readonly path: string;
  /** From 1. */
  readonly page: number;
}

/** What is known of a page that has to be recognised; "render": its pixels are wanted. */
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
