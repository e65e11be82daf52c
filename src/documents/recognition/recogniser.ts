/**
 * The seam between pixels and text: whoever recognises a page is given its pixels alone, and gives lines of text with where
 * they stand. It runs in a process of its own (recognition-process.ts).
 */

/** A page in shades of grey, row by row from the upper left corner; 0 is black. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Pixels from the upper left corner of the page, turned so that its lines run level. */
export interface RecognisedLine {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Pixels from the highest to the lowest ink: nearly the size of the text. */
  readonly inkHeight: number;
  /** Mean probability of its characters, 0 to 1. */
  readonly confidence: number;
}

export interface RecognisedPage {
  readonly width: number;
  readonly height: number;
  /** From top to bottom, and in one row from left to right. */
  readonly lines: readonly RecognisedLine[];
}

/** A page that takes too much is an outcome: the others are recognised all the same. */
export type Recognition = RecognisedPage | { readonly failure: string };

export interface Recogniser {
  /** Names weights and code: what another one has recognised is recognised anew. */
  readonly id: string;
  /** @throws DocketError `storage` when its process does not come up, and the signal's reason */
  recognise(page: Raster, signal?: AbortSignal): Promise<Recognition>;
  close(): Promise<void>;
}
