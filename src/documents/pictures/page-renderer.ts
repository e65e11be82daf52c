/**
 * Turns pages of a PDF into pixels: PDFium in WebAssembly, inside the process that reads. It only draws what recognition
 * is given; text is read by pdf.js as ever. Pixels are bounded, whatever the page says of its size.
 */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { MOST_PIXELS } from "../limits.ts";
import type { Raster } from "../recognition/recogniser.ts";

export interface PageRenderer {
  readonly pageCount: number;
  /** @param number from 1 */
  render(number: number): Promise<Raster>;
  close(): void;
}

/** Dots in a point: 200 an inch. Larger is slower, and not better recognised. */
const DOTS_PER_POINT = 200 / 72;

/** @throws Error where PDFium cannot open it */
export async function openRenderer(bytes: Uint8Array, dotsPerPoint = DOTS_PER_POINT): Promise<PageRenderer> {
  const { PDFiumLibrary } = await import("@hyzyla/pdfium");
  const wasm = await readFile(createRequire(import.meta.url).resolve("@hyzyla/pdfium/pdfium.wasm"));
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
  const library = await PDFiumLibrary.init({ wasmBinary });
  const document = await library.loadDocument(bytes);
  return {
    pageCount: document.getPageCount(),
    async render(number) {
      const page = document.getPage(number - 1);
      const { originalWidth, originalHeight } = page.getOriginalSize();
      const most = Math.sqrt(MOST_PIXELS / Math.max(1, originalWidth * originalHeight));
      const scale = Math.min(dotsPerPoint, most);
      const { width, height, data } = await page.render({ scale, render: "bitmap", colorSpace: "Gray" });
      return { width, height, pixels: new Uint8Array(data) };
    },
    close() {
      document.destroy();
      library.destroy();
    },
  };
}
