/**
 * Messages between the process that reads files and the one that has them read. Bytes go in pieces either way, so
 * that a file is never in memory whole on this side, and an answer that is too long can be broken off.
 */

import type { Sidecar } from "../sidecar.ts";

export type ToReader =
  | { readonly kind: "file"; readonly path: string; readonly sidecar: Sidecar | null }
  | { readonly kind: "attachment"; readonly index: number }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "end" };

export type FromReader =
  | { readonly kind: "ready" }
  /** The file that is being read has so many. */
  | { readonly kind: "pages"; readonly pages: number }
  /** A piece of a serialised `PartAnswer`. */
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "end" };

export const PIECE_BYTES = 1_000_000;
