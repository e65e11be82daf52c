/**
 * Calls of the process that reads files. Bytes go in pieces either way, so that a file is never in memory whole on the
 * side that has it read, and an answer that is too long can be broken off.
 */

import type { Sidecar } from "../sidecar.ts";

export type ReadingCall =
  /** Answered once it can read. */
  | { readonly kind: "begin" }
  /** A piece of the next file. */
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  /** Reads the pieces that have come. */
  | { readonly kind: "file"; readonly path: string; readonly sidecar: Sidecar | null }
  | { readonly kind: "attachment"; readonly index: number };

export type ReadingNote =
  /** The file that is being read has so many. */
  | { readonly kind: "pages"; readonly pages: number }
  /** A piece of a serialised `PartAnswer`. */
  | { readonly kind: "bytes"; readonly bytes: Uint8Array };

export const PIECE_BYTES = 1_000_000;
